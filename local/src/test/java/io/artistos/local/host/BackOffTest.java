package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {

  /** A random number whose doubles are all one half: no jitter. */
  private static final RandomGenerator HALF = () -> 1L << 63;

  @Test
  void waitsDoubleUpToTheMostAndBeginAgain() {
    BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1), HALF);

    assertThat(waits(backOff, 6)).containsExactly(100L, 200L, 300L, 500L, 900L, 1000L);
    backOff.reset();
    assertThat(waits(backOff, 2)).containsExactly(100L, 200L);
  }

  @Test
  void theyDifferByAFifth() {
    BackOff least = new BackOff(Duration.ofSeconds(1), Duration.ofHours(1), () -> 0);
    BackOff most = new BackOff(Duration.ofSeconds(1), Duration.ofHours(1), () -> -1L);

    assertThat(waits(least, 2)).containsExactly(1000L, 1800L);
    assertThat(waits(most, 2)).first().isEqualTo(1000L);
    assertThat(waits(most, 1).getFirst()).isBetween(3300L, 3400L);
  }

  @Test
  void aFixedDelayStaysTheSame() {
    BackOff backOff = new BackOff(Duration.ofSeconds(3), Duration.ofSeconds(3), HALF);

    assertThat(waits(backOff, 3)).containsExactly(3000L, 3000L, 3000L);
  }

  private static List<Long> waits(BackOff backOff, int count) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(backOff.next().toMillis());
    }
    return waits;
  }
}
