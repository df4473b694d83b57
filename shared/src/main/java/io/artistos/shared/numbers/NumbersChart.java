package io.artistos.shared.numbers;

import io.artistos.shared.charts.Chart;
import io.artistos.shared.http.Reply;
import io.artistos.shared.numbers.NumbersRequest.Group;
import io.artistos.shared.numbers.NumbersView.Line;
import io.artistos.shared.templates.html.charts.JtenumbersGenerated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Numbers as an SVG picture, 640 units wide, in light or dark as the reader's system is: days as
 * columns, everything else as bars, the ten longest. Said in words for who cannot see it.
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

  /**
   * @param marks lines across, of columns only
   */
  public record Model(
      String title,
      String description,
      int height,
      List<Box> boxes,
      List<Label> labels,
      List<String> marks) {}

  /** A column or a bar. */
  public record Box(String x, String y, String width, String height) {}

  /**
   * @param anchor of SVG: {@code start}, {@code middle} or {@code end}
   */
  public record Label(String x, String y, String anchor, String text) {}

  private NumbersChart() {}

  /** 200 with the picture. */
  public static Reply reply(NumbersView view) {
    Model model = model(view);
    return Chart.reply(out -> JtenumbersGenerated.render(out, null, model));
  }

  static Model model(NumbersView view) {
    return view.by().equals(Group.DAY.key()) ? columns(view) : bars(view);
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
        title(view), description(view), COLUMNS_HEIGHT, boxes, List.copyOf(labels), marks);
  }

  private static Model bars(NumbersView view) {
    List<Line> lines = view.lines().subList(0, Math.min(MOST_BARS, view.lines().size()));
    long most = Math.max(1, lines.stream().mapToLong(Line::count).max().orElse(0));
    List<Box> boxes = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    int top = Chart.TOP;
    for (Line line : lines) {
      double width = Math.max(1, (double) line.count() / most * (BAR_RIGHT - BAR_LEFT));
      boxes.add(new Box("" + BAR_LEFT, "" + top, Chart.coordinate(width), "" + BAR_HEIGHT));
      String y = String.valueOf(top + BAR_HEIGHT - 4);
      labels.add(new Label("" + (BAR_LEFT - 8), y, "end", shortened(name(line))));
      labels.add(
          new Label(
              Chart.coordinate(BAR_LEFT + width + 8), y, "start", Chart.number(line.count())));
      top += BAR_STEP;
    }
    if (lines.isEmpty()) {
      labels.add(new Label("320", "" + (Chart.TOP + 20), "middle", "Nothing for these days"));
      top += BAR_STEP;
    }
    return new Model(title(view), description(view), top + BAR_STEP / 2, boxes, labels, List.of());
  }

  private static String offset(String y) {
    return Chart.coordinate(Double.parseDouble(y) + 4);
  }

  private static String title(NumbersView view) {
    String figure = Figure.of(view.figure()).title();
    return view.by().equals(Group.DAY.key()) ? figure : figure + " by " + view.by();
  }

  private static String description(NumbersView view) {
    String all =
        "%s from %s to %s, days in UTC."
            .formatted(Chart.number(view.total()), Chart.day(view.from()), Chart.day(view.to()));
    List<Line> lines = view.lines();
    if (view.total() == 0) {
      return all;
    }
    if (view.by().equals(Group.DAY.key())) {
      Line most = lines.stream().max((a, b) -> Long.compare(a.count(), b.count())).orElseThrow();
      return all + " The most, %s, on %s.".formatted(Chart.number(most.count()), name(most));
    }
    StringBuilder words = new StringBuilder(all);
    lines.stream()
        .limit(MOST_BARS)
        .forEach(
            line ->
                words
                    .append(' ')
                    .append(name(line))
                    .append(": ")
                    .append(Chart.number(line.count()))
                    .append('.'));
    return words.toString();
  }

  private static String name(Line line) {
    LocalDate day = line.day();
    if (day != null) {
      return Chart.day(day);
    }
    if (line.source() != null || line.page() != null) {
      return Objects.requireNonNullElse(line.source(), Objects.requireNonNullElse(line.page(), ""));
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
