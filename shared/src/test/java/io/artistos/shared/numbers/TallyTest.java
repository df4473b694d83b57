package io.artistos.shared.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.geo.Location;
import io.artistos.shared.numbers.Tally.Sum;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void holdsSoManyNamesHoweverManyThereAre() {
    Sum sum = new Sum();
    for (int i = 0; i < 10_000; i++) {
      sum.add(Place.of(Optional.of(new Location("DE", null, "City " + i)), "source-" + i));
      assertThat(sum.names()).isLessThanOrEqualTo(3 * (Tally.MOST_CITIES + Tally.MOST_SOURCES) + 1);
    }

    assertThat(sum.tally().total()).isEqualTo(10_000);
    assertThat(sum.tally().sources()).hasSize(Tally.MOST_SOURCES + 1);
  }
}
