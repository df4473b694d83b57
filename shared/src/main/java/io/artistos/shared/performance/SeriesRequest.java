package io.artistos.shared.performance;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Days;
import io.artistos.shared.text.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which series is asked for: at most 400 days, the last 90 unless said otherwise.
 *
 * @param song of which one; empty for the artist as a whole
 */
public record SeriesRequest(Metric metric, LocalDate from, LocalDate to, Optional<String> song) {

  static final int MOST_DAYS = 400;

  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_SONG = 300;

  /**
   * From {@code metric}, {@code from}, {@code to} and {@code song} of the address.
   *
   * @throws InvalidInput when one of them is not in order
   */
  public static SeriesRequest read(Call call, Clock clock) {
    Metric metric =
        call.query("metric")
            .flatMap(Metric::parse)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "metric",
                        "invalid",
                        "One of "
                            + Arrays.stream(Metric.values())
                                .map(Metric::key)
                                .collect(Collectors.joining(", "))
                            + "."));
    LocalDate to =
        Days.read(call, "to").orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate from = Days.read(call, "from").orElseGet(() -> to.minusDays(DEFAULT_DAYS - 1));
    if (from.isAfter(to) || from.isBefore(to.minusDays(MOST_DAYS - 1))) {
      throw new InvalidInput("from", "invalid", "At most 400 days before to.");
    }
    Optional<String> song = call.query("song").map(String::strip).filter(t -> !t.isEmpty());
    if (song.isPresent() && Texts.faultOfLine(song.get(), MOST_SONG).isPresent()) {
      throw new InvalidInput("song", "invalid", "One line of at most 300 characters.");
    }
    return new SeriesRequest(metric, from, to, song);
  }
}
