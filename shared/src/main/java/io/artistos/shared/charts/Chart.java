package io.artistos.shared.charts;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.http.Reply;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The field, the axis and the words of SVG pictures that are 640 units wide. */
public final class Chart {

  /** The field, in units. */
  public static final int LEFT = 84;

  public static final int RIGHT = 624;
  public static final int TOP = 52;
  public static final int BOTTOM = 252;

  /** So many steps has the axis of values. */
  public static final int STEPS = 4;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  /** Nothing runs and nothing is loaded; the style stands in the picture. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "image/svg+xml; charset=utf-8",
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");

  private Chart() {}

  /** 200 with the picture. */
  public static Reply reply(Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return new Reply(200, HEADERS, out.toString().strip());
  }

  /** The least of 1, 2, 5, 10, 20, … of which four are enough. */
  public static long step(long range) {
    long unit = 1;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        if (unit * factor * STEPS >= range) {
          return unit * factor;
        }
      }
      unit *= 10;
    }
  }

  /** Where a value stands on an axis from {@code bottom} to {@code top}. */
  public static String y(long value, long bottom, long top) {
    double share = (double) (value - bottom) / (top - bottom);
    return coordinate(BOTTOM - share * (BOTTOM - TOP));
  }

  public static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  public static String number(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  public static String day(LocalDate day) {
    return DAY.format(day);
  }
}
