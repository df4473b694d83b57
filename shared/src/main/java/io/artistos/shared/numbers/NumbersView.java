package io.artistos.shared.numbers;

import io.artistos.shared.numbers.NumbersRequest.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One figure of an artist's pages, line by line. Days are days in UTC.
 *
 * @param total of all lines and {@code others}
 * @param lines days in their order, all of them; everything else by its number, the most first
 * @param others what is in no line: beyond the limit or of no readable name, and views from cities
 *     with fewer than three, which could be one person's
 */
public record NumbersView(
    String figure,
    String by,
    LocalDate from,
    LocalDate to,
    long total,
    List<Line> lines,
    long others) {

  /** Views from a city of which so few came are not shown apart. */
  static final int FEWEST_VIEWS = 3;

  /**
   * What there are {@code count} of.
   *
   * @param country absent where it is not known, and from lines that are not about places
   * @param city likewise
   */
  public record Line(
      @Nullable LocalDate day,
      @Nullable String country,
      @Nullable String city,
      @Nullable String source,
      @Nullable String page,
      long count) {}

  /**
   * @param counts by day, or by the keys of a {@link Tally}'s maps
   */
  static NumbersView of(NumbersRequest request, Map<String, Long> counts) {
    Map<String, Long> all = new TreeMap<>(counts);
    if (request.by() == Group.DAY) {
      for (LocalDate d = request.from(); !d.isAfter(request.to()); d = d.plusDays(1)) {
        all.putIfAbsent(d.toString(), 0L);
      }
    }
    long total = all.values().stream().mapToLong(Long::longValue).sum();
    List<Line> lines = new ArrayList<>();
    long shown = 0;
    for (Map.Entry<String, Long> entry : inOrder(request, all)) {
      if (isShown(request, entry, lines.size())) {
        lines.add(line(request.by(), entry.getKey(), entry.getValue()));
        shown += entry.getValue();
      }
    }
    return new NumbersView(
        request.figure().key(),
        request.by().key(),
        request.from(),
        request.to(),
        total,
        List.copyOf(lines),
        total - shown);
  }

  private static List<Map.Entry<String, Long>> inOrder(
      NumbersRequest request, Map<String, Long> all) {
    Comparator<Map.Entry<String, Long>> byKey = Map.Entry.comparingByKey();
    Comparator<Map.Entry<String, Long>> order =
        request.by() == Group.DAY
            ? byKey
            : Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(byKey);
    return all.entrySet().stream().sorted(order).toList();
  }

  private static boolean isShown(
      NumbersRequest request, Map.Entry<String, Long> entry, int before) {
    if (request.by() == Group.DAY) {
      return true;
    }
    boolean few =
        request.by() == Group.CITY
            && request.figure() == Figure.VIEWS
            && entry.getValue() < FEWEST_VIEWS;
    return before < request.limit() && !few && !entry.getKey().equals(TrafficSource.OTHER);
  }

  private static Line line(Group by, String key, long count) {
    return switch (by) {
      case DAY -> new Line(LocalDate.parse(key), null, null, null, null, count);
      case COUNTRY -> new Line(null, known(key), null, null, null, count);
      case CITY -> {
        int slash = key.indexOf('/');
        yield new Line(
            null,
            known(key.substring(0, slash)),
            known(key.substring(slash + 1)),
            null,
            null,
            count);
      }
      case SOURCE -> new Line(null, null, null, key, null, count);
      case PAGE -> new Line(null, null, null, null, key, count);
    };
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
