package io.artistos.shared.numbers;

import io.artistos.shared.charts.Chart;
import io.artistos.shared.charts.WorldMap;
import io.artistos.shared.http.Reply;
import io.artistos.shared.numbers.NumbersRequest.Group;
import io.artistos.shared.numbers.NumbersView.Line;
import io.artistos.shared.templates.html.charts.JtenumbersGenerated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers as an SVG picture, 640 units wide, in light or dark as the reader's system is: days as
 * columns, everything else as bars, the ten longest; above those of countries a map with a circle
 * for each, as large as its number. Said in words for who cannot see it.
 */
public final class NumbersChart {

  private static final int COLUMNS_HEIGHT = 300;
  private static final double WIDEST_COLUMN = 28;
  private static final int BAR_LEFT = 200;
  private static final int BAR_RIGHT = 560;
  private static final int BAR_STEP = 26;
  private static final int BAR_HEIGHT = 18;
  private static final int MOST_BARS = 10;
  private static final int MOST_NAME = 24;
  private static final double LARGEST_CIRCLE = 24;
  private static final double SMALLEST_CIRCLE = 2.5;

  /**
   * @param marks lines across, of columns only
   * @param circles on the map, the largest first; of countries only
   * @param map whether there is one
   */
  public record Model(
      String title,
      String description,
      int height,
      List<Box> boxes,
      List<Label> labels,
      List<String> marks,
      boolean map,
      List<Circle> circles) {}

  /** A country's, on the map. */
  public record Circle(String x, String y, String radius) {}

  /** A column or a bar. */
  public record Box(String x, String y, String width, String height) {}

  /**
   * @param anchor of SVG: {@code start}, {@code middle} or {@code end}
   */
  public record Label(String x, String y, String anchor, String text) {}

  private NumbersChart() {}

  /**
   * 200 with the picture.
   *
   * @param pages names of pages by their ids
   */
  static Reply reply(NumbersView view, Map<String, String> pages) {
    Model model = model(view, pages);
    return Chart.reply(out -> JtenumbersGenerated.render(out, null, model));
  }

  static Model model(NumbersView view, Map<String, String> pages) {
    return view.by().equals(Group.DAY.key()) ? columns(view) : bars(view, pages);
  }

  private static Model columns(NumbersView view) {
    List<Line> days = view.lines();
    long step = Chart.step(days.stream().mapToLong(Line::count).max().orElse(0));
    long top = Chart.STEPS * step;
    List<Label> labels = new ArrayList<>();
    List<String> marks = new ArrayList<>();
    for (int i = 0; i <= Chart.STEPS; i++) {
      String y = Chart.y(i * step, 0, top);
      marks.add(y);
      labels.add(new Label("76", offset(y), "end", Chart.number(i * step)));
    }
    labels.add(new Label("" + Chart.LEFT, "280", "start", Chart.day(view.from())));
    labels.add(new Label("" + Chart.RIGHT, "280", "end", Chart.day(view.to())));
    double slot = (double) (Chart.RIGHT - Chart.LEFT) / days.size();
    double width = Math.min(WIDEST_COLUMN, slot * 0.8);
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      long count = days.get(i).count();
      if (count > 0) {
        String y = Chart.y(count, 0, top);
        boxes.add(
            new Box(
                Chart.coordinate(Chart.LEFT + (i + 0.5) * slot - width / 2),
                y,
                Chart.coordinate(width),
                Chart.coordinate(Chart.BOTTOM - Double.parseDouble(y))));
      }
    }
    return new Model(
        title(view),
        description(view, Map.of()),
        COLUMNS_HEIGHT,
        boxes,
        List.copyOf(labels),
        marks,
        false,
        List.of());
  }

  private static Model bars(NumbersView view, Map<String, String> pages) {
    List<Line> lines = view.lines().subList(0, Math.min(MOST_BARS, view.lines().size()));
    long most = Math.max(1, lines.stream().mapToLong(Line::count).max().orElse(0));
    List<Box> boxes = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    boolean map = view.by().equals(Group.COUNTRY.key());
    int first = map ? Chart.TOP + WorldMap.height() + BAR_STEP : Chart.TOP;
    int top = first;
    for (Line line : lines) {
      double width = Math.max(1, (double) line.count() / most * (BAR_RIGHT - BAR_LEFT));
      boxes.add(new Box("" + BAR_LEFT, "" + top, Chart.coordinate(width), "" + BAR_HEIGHT));
      String y = String.valueOf(top + BAR_HEIGHT - 4);
      labels.add(new Label("" + (BAR_LEFT - 8), y, "end", shortened(name(line, pages))));
      labels.add(
          new Label(
              Chart.coordinate(BAR_LEFT + width + 8), y, "start", Chart.number(line.count())));
      top += BAR_STEP;
    }
    if (lines.isEmpty()) {
      labels.add(new Label("320", "" + (first + 20), "middle", "Nothing for these days"));
      top += BAR_STEP;
    }
    return new Model(
        title(view),
        description(view, pages),
        top + BAR_STEP / 2,
        boxes,
        labels,
        List.of(),
        map,
        map ? circles(view.lines(), most) : List.of());
  }

  /** Areas are as the numbers, so that twice as many look like twice as many. */
  private static List<Circle> circles(List<Line> lines, long most) {
    List<Circle> circles = new ArrayList<>();
    for (Line line : lines) {
      Optional.ofNullable(line.country())
          .flatMap(WorldMap::place)
          .ifPresent(
              at -> {
                double share = Math.sqrt((double) line.count() / most);
                circles.add(
                    new Circle(
                        Chart.coordinate(at.x()),
                        Chart.coordinate(Chart.TOP + at.y()),
                        Chart.coordinate(Math.max(SMALLEST_CIRCLE, share * LARGEST_CIRCLE))));
              });
    }
    return List.copyOf(circles);
  }

  private static String offset(String y) {
    return Chart.coordinate(Double.parseDouble(y) + 4);
  }

  private static String title(NumbersView view) {
    String figure = Figure.of(view.figure()).title();
    return view.by().equals(Group.DAY.key()) ? figure : figure + " by " + view.by();
  }

  private static String description(NumbersView view, Map<String, String> pages) {
    String all =
        "%s from %s to %s, days in UTC."
            .formatted(Chart.number(view.total()), Chart.day(view.from()), Chart.day(view.to()));
    List<Line> lines = view.lines();
    if (view.total() == 0) {
      return all;
    }
    if (view.by().equals(Group.DAY.key())) {
      Line most = lines.stream().max((a, b) -> Long.compare(a.count(), b.count())).orElseThrow();
      return all + " The most, %s, on %s.".formatted(Chart.number(most.count()), name(most, pages));
    }
    StringBuilder words = new StringBuilder(all);
    lines.stream()
        .limit(MOST_BARS)
        .forEach(
            line ->
                words
                    .append(' ')
                    .append(name(line, pages))
                    .append(": ")
                    .append(Chart.number(line.count()))
                    .append('.'));
    return words.toString();
  }

  private static String name(Line line, Map<String, String> pages) {
    LocalDate day = line.day();
    if (day != null) {
      return Chart.day(day);
    }
    if (line.source() != null) {
      return line.source();
    }
    if (line.page() != null) {
      return pages.getOrDefault(line.page(), line.page());
    }
    String country = line.country() == null ? "" : country(line.country());
    if (line.city() == null) {
      return country.isEmpty() ? "Unknown" : country;
    }
    return country.isEmpty() ? line.city() : line.city() + ", " + line.country();
  }

  private static String country(String code) {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  private static String shortened(String name) {
    return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME - 1) + "…";
  }
}
