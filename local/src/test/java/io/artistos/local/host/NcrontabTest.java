package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 1 January 2026 is a Thursday. */
class NcrontabTest {

  @ParameterizedTest(name = "{0} after {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * *               | 2026-01-01T00:00:00.5Z | 2026-01-01T00:00:01Z",
        "* * * * * *               | 2026-12-31T23:59:59Z   | 2027-01-01T00:00:00Z",
        "0 * * * * *               | 2026-01-01T00:00:00Z   | 2026-01-01T00:01:00Z",
        "* * * * *                 | 2026-01-01T00:00:00Z   | 2026-01-01T00:01:00Z",
        "0 0 3 * * *               | 2026-01-01T02:59:59Z   | 2026-01-01T03:00:00Z",
        "0 0 3 * * *               | 2026-01-01T03:00:00Z   | 2026-01-02T03:00:00Z",
        "0 */15 * * * *            | 2026-01-01T00:46:00Z   | 2026-01-01T01:00:00Z",
        "0 5/20 * * * *            | 2026-01-01T00:25:00Z   | 2026-01-01T00:45:00Z",
        "0 10-20/5 8-9 * * *       | 2026-01-01T08:20:00Z   | 2026-01-01T09:10:00Z",
        "30,10 0 0 * * *           | 2026-01-01T00:00:10Z   | 2026-01-01T00:00:30Z",
        "0 30 9 * * MON-FRI        | 2026-01-02T10:00:00Z   | 2026-01-05T09:30:00Z",
        "0 0 0 * * Sunday          | 2026-01-01T00:00:00Z   | 2026-01-04T00:00:00Z",
        "0 0 0 * * 0,6             | 2026-01-01T00:00:00Z   | 2026-01-03T00:00:00Z",
        "0 0 0 1 jan,July *        | 2026-01-01T00:00:00Z   | 2026-07-01T00:00:00Z",
        "0 0 0 1 10-12/2 *         | 2026-01-01T00:00:00Z   | 2026-10-01T00:00:00Z",
        "0 0 0 31 * *              | 2026-01-31T00:00:00Z   | 2026-03-31T00:00:00Z",
        "0 0 0 29 2 *              | 2026-01-01T00:00:00Z   | 2028-02-29T00:00:00Z",
        "0 0 0 29 2 *              | 2096-02-29T00:00:00Z   | 2104-02-29T00:00:00Z",
        "0 0 0 13 * fri            | 2026-01-01T00:00:00Z   | 2026-02-13T00:00:00Z",
        "0 0 0 29 feb sat          | 2026-01-01T00:00:00Z   | 2048-02-29T00:00:00Z",
        "00:10:00                  | 2026-01-01T00:00:05Z   | 2026-01-01T00:10:05Z",
        "1.00:00:00                | 2026-01-01T00:00:05Z   | 2026-01-02T00:00:05Z",
      })
  void next(String schedule, Instant after, Instant next) {
    assertThat(Schedule.parse("T", schedule, ZoneOffset.UTC).next(after)).isEqualTo(next);
  }

  @ParameterizedTest(name = "{0} after {1} is {2} in Berlin")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 3 * * *   | 2026-06-01T00:00:00Z | 2026-06-01T01:00:00Z",
        // 29 March, 02:00 becomes 03:00: half past two is left out and moved on.
        "0 30 2 * * *  | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z",
        // 25 October, 03:00 becomes 02:00: half past two comes twice and counts once.
        "0 30 2 * * *  | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
        "0 30 2 * * *  | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
      })
  void clockChanges(String schedule, Instant after, Instant next) {
    assertThat(Schedule.parse("T", schedule, ZoneId.of("Europe/Berlin")).next(after))
        .isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * *",
        "* * * * * * *",
        "60 * * * * *",
        "* * 24 * * *",
        "0 0 0 0 * *",
        "0 0 0 * * 7",
        "0 0 0 * * fri-mon",
        "0 0 0 * mo *",
        "0 0 0 30 2 *",
        "*/0 * * * * *",
        "1-2-3 * * * * *",
        "? * * * * *",
        "@daily",
        "00:00:00",
      })
  void refuses(String schedule) {
    assertThatThrownBy(() -> Schedule.parse("Tick", schedule, ZoneOffset.UTC))
        .isInstanceOf(InvalidAppException.class)
        .hasMessageStartingWith("Tick: ");
  }

  @Test
  void theZoneIsUtcUnlessItIsSet() {
    assertThat(Schedule.zone(null)).isEqualTo(ZoneId.of("UTC"));
    assertThat(Schedule.zone("Europe/Berlin")).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThatThrownBy(() -> Schedule.zone("Atlantis"))
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("WEBSITE_TIME_ZONE");
  }

  @Test
  void stateIsKeptFromOneMinuteOn() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(Schedule.parse("T", "0 * * * * *", ZoneOffset.UTC).isMonitored(now)).isTrue();
    assertThat(Schedule.parse("T", "*/30 * * * * *", ZoneOffset.UTC).isMonitored(now)).isFalse();
    assertThat(Schedule.parse("T", "0,30 0 3 * * *", ZoneOffset.UTC).isMonitored(now)).isFalse();
    assertThat(Schedule.parse("T", "00:00:59", ZoneOffset.UTC).isMonitored(now)).isFalse();
  }
}
