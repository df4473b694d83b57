package io.artistos.shared.performance;

import io.artistos.shared.charts.Chart;
import io.artistos.shared.http.Reply;
import io.artistos.shared.templates.html.charts.JteseriesGenerated;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A series as an SVG picture of 640 by 300 units, in light or dark as the reader's system is. Days
 * without a value break the line; a day alone is a dot. Said in words for who cannot see it.
 */
public final class SeriesChart {

  /**
   * @param lines path data, one for each run of days
   * @param dots days without a neighbour
   * @param marks of the axis of values; none without values
   */
  public record Model(
      String title,
      String description,
      List<String> lines,
      List<Dot> dots,
      List<Mark> marks,
      String first,
      String last) {}

  /** A day alone. */
  public record Dot(String x, String y) {}

  /** A line across, with its value. */
  public record Mark(String y, String label) {}

  private record At(LocalDate day, long value) {}

  private SeriesChart() {}

  /** 200 with the picture. */
  public static Reply reply(Series series) {
    Model model = model(series);
    return Chart.reply(out -> JteseriesGenerated.render(out, null, model));
  }

  static Model model(Series series) {
    List<At> values =
        series.points().stream()
            .filter(point -> point.value() != null)
            .map(point -> new At(point.day(), Objects.requireNonNull(point.value())))
            .toList();
    long high = values.stream().mapToLong(At::value).max().orElse(0);
    long low = values.stream().mapToLong(At::value).min().orElse(0);
    boolean fromZero = series.of().kind() != Metric.Kind.LEVEL;
    long step = Chart.step(high - (fromZero ? 0 : low));
    long bottom = fromZero ? 0 : Math.floorDiv(low, step) * step;
    long top = bottom + Chart.STEPS * step;
    while (top < high) {
      step = Chart.step(step * Chart.STEPS + 1);
      bottom = fromZero ? 0 : Math.floorDiv(low, step) * step;
      top = bottom + Chart.STEPS * step;
    }
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i <= Chart.STEPS && !values.isEmpty(); i++) {
      long value = bottom + i * step;
      marks.add(new Mark(Chart.y(value, bottom, top), Chart.number(value)));
    }
    List<String> lines = new ArrayList<>();
    List<Dot> dots = new ArrayList<>();
    for (List<At> run : runs(values)) {
      if (run.size() == 1) {
        At at = run.getFirst();
        dots.add(new Dot(x(series, at.day()), Chart.y(at.value(), bottom, top)));
      } else {
        lines.add(path(series, run, bottom, top));
      }
    }
    return new Model(
        title(series),
        description(series, values),
        lines,
        dots,
        List.copyOf(marks),
        Chart.day(series.from()),
        Chart.day(series.to()));
  }

  private static String path(Series series, List<At> run, long bottom, long top) {
    StringBuilder path = new StringBuilder();
    for (At at : run) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(x(series, at.day()))
          .append(' ')
          .append(Chart.y(at.value(), bottom, top));
    }
    return path.toString();
  }

  private static List<List<At>> runs(List<At> values) {
    List<List<At>> runs = new ArrayList<>();
    for (At at : values) {
      boolean joins =
          !runs.isEmpty() && runs.getLast().getLast().day().plusDays(1).equals(at.day());
      if (!joins) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(at);
    }
    return runs;
  }

  private static String x(Series series, LocalDate day) {
    long days = Math.max(1, ChronoUnit.DAYS.between(series.from(), series.to()));
    double share = (double) ChronoUnit.DAYS.between(series.from(), day) / days;
    return Chart.coordinate(Chart.LEFT + share * (Chart.RIGHT - Chart.LEFT));
  }

  private static String title(Series series) {
    String words = series.of().words();
    String name = words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    return series.song() == null ? name : name + ", " + series.song();
  }

  private static String description(Series series, List<At> values) {
    if (values.isEmpty()) {
      return "No figures from %s to %s."
          .formatted(Chart.day(series.from()), Chart.day(series.to()));
    }
    At first = values.getFirst();
    At last = values.getLast();
    return "From %s on %s to %s on %s. Days without a figure: %d."
        .formatted(
            Chart.number(first.value()),
            Chart.day(first.day()),
            Chart.number(last.value()),
            Chart.day(last.day()),
            series.gaps().stream()
                .mapToLong(gap -> ChronoUnit.DAYS.between(gap.from(), gap.to()) + 1)
                .sum());
  }
}
