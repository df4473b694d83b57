package io.artistos.shared.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LimitTest {

  private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;

  @Property
  void theWaitIsFromASecondToTheWholeWindow(
      @ForAll @LongRange(max = YEAR_2100_MILLIS) long millis,
      @ForAll @IntRange(min = 1, max = 86_400) int seconds) {
    Duration wait = limit(seconds).restAt(Instant.ofEpochMilli(millis));

    assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(seconds));
  }

  @Property
  void afterTheWaitAnotherWindowHasBegunAndTwoSecondsBeforeItHasNot(
      @ForAll @LongRange(max = YEAR_2100_MILLIS) long millis,
      @ForAll @IntRange(min = 1, max = 86_400) int seconds) {
    Limit limit = limit(seconds);
    Instant now = Instant.ofEpochMilli(millis);
    Duration wait = limit.restAt(now);

    assertThat(limit.windowAt(now.plus(wait))).isEqualTo(limit.windowAt(now) + 1);
    if (wait.compareTo(Duration.ofSeconds(1)) > 0) {
      assertThat(limit.windowAt(now.plus(wait).minusMillis(1))).isEqualTo(limit.windowAt(now));
    }
  }

  @Property
  void aPortionIsATwentiethButNeverNothing(@ForAll @IntRange(min = 1) int calls) {
    int portion = new Limit("x", calls, Duration.ofMinutes(1), 0).portion();

    assertThat(portion).isBetween(1, Math.max(1, calls / 20));
  }

  @Example
  void refusesWhatIsNoLimit() {
    assertThatThrownBy(() -> new Limit("x", 0, Duration.ofMinutes(1), 0)).isNotNull();
    assertThatThrownBy(() -> new Limit(" ", 1, Duration.ofMinutes(1), 0)).isNotNull();
    assertThatThrownBy(() -> new Limit("x", 1, Duration.ofMinutes(1), 2)).isNotNull();
    assertThatThrownBy(() -> new Limit("x", 1, Duration.ofMillis(1_500), 0)).isNotNull();
    assertThatThrownBy(() -> new Limit("x", 1, Duration.ZERO, 0)).isNotNull();
  }

  private static Limit limit(int seconds) {
    return new Limit("x", 1, Duration.ofSeconds(seconds), 0);
  }
}
