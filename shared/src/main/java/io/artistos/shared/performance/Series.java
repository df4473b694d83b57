package io.artistos.shared.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One figure over days.
 *
 * @param kind {@code level}, {@code daily} or {@code rolling}: see {@link Metric.Kind}
 * @param points days that a source says anything about, in order
 * @param gaps days without a value, as ranges, up to today
 * @param freshness absent when there is no value at all
 */
public record Series(
    String metric,
    String kind,
    @Nullable String song,
    LocalDate from,
    LocalDate to,
    List<Point> points,
    List<Range> gaps,
    @Nullable Freshness freshness) {

  /**
   * @param value absent when the source was asked and does not say, never 0 for that
   * @param change since the day before, from the same source; only of levels
   */
  public record Point(LocalDate day, @Nullable Long value, @Nullable Long change, Source source) {}

  /** From one day to another, both included. */
  public record Range(LocalDate from, LocalDate to) {}

  /**
   * @param newestDay that has a value
   * @param source of that value
   * @param at when it was read or uploaded
   */
  public record Freshness(LocalDate newestDay, Source source, Instant at) {}

  /** What is stored about a day, without the rest of its item. */
  record Row(LocalDate day, Source source, Map<String, Long> figures, Instant at) {}

  @JsonIgnore
  Metric of() {
    return Metric.parse(metric).orElseThrow();
  }

  /**
   * @param rows of the days asked for and of the one before, any order. Where both sources have a
   *     value for a day, that of Spotify for Artists counts: it is about the whole day, while the
   *     pull reads the counter in the night that begins it
   * @param today later days are no gaps
   */
  static Series of(SeriesRequest request, List<Row> rows, LocalDate today) {
    String key = request.metric().key();
    Map<LocalDate, Row> best = new TreeMap<>();
    rows.forEach(row -> best.merge(row.day(), row, (a, b) -> better(a, b, key)));
    List<Point> points = new ArrayList<>();
    Freshness freshness = null;
    for (Row row : best.values()) {
      if (row.day().isBefore(request.from())) {
        continue;
      }
      Long value = row.figures().get(key);
      Row before = best.get(row.day().minusDays(1));
      points.add(new Point(row.day(), value, change(request, row, before), row.source()));
      if (value != null) {
        freshness = new Freshness(row.day(), row.source(), row.at());
      }
    }
    return new Series(
        key,
        request.metric().kind().key(),
        request.song().orElse(null),
        request.from(),
        request.to(),
        List.copyOf(points),
        gaps(request, best, key, today),
        freshness);
  }

  private static Row better(Row a, Row b, String key) {
    if (a.figures().containsKey(key) != b.figures().containsKey(key)) {
      return a.figures().containsKey(key) ? a : b;
    }
    return a.source() == Source.SPOTIFY_FOR_ARTISTS_CSV ? a : b;
  }

  private static @Nullable Long change(SeriesRequest request, Row row, @Nullable Row before) {
    if (request.metric().kind() != Metric.Kind.LEVEL
        || before == null
        || before.source() != row.source()) {
      return null;
    }
    Long now = row.figures().get(request.metric().key());
    Long then = before.figures().get(request.metric().key());
    return now == null || then == null ? null : now - then;
  }

  private static List<Range> gaps(
      SeriesRequest request, Map<LocalDate, Row> best, String key, LocalDate today) {
    LocalDate last = request.to().isAfter(today) ? today : request.to();
    List<Range> gaps = new ArrayList<>();
    LocalDate start = null;
    for (LocalDate day = request.from(); !day.isAfter(last); day = day.plusDays(1)) {
      Row row = best.get(day);
      boolean missing = row == null || !row.figures().containsKey(key);
      if (missing && start == null) {
        start = day;
      }
      if (!missing && start != null) {
        gaps.add(new Range(start, day.minusDays(1)));
        start = null;
      }
    }
    if (start != null) {
      gaps.add(new Range(start, last));
    }
    return List.copyOf(gaps);
  }
}
