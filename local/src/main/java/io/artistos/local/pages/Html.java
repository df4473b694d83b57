package io.artistos.local.pages;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Markup that is safe to send. The only way to it is a template of ours, filled with values that
 * are escaped here, or with other markup.
 */
public record Html(String markup) {

  /** Nothing at all. */
  public static final Html NONE = new Html("");

  /**
   * Fills each {@code %s} of the template: {@link Html} as it is, everything else escaped, for
   * element content and for attribute values in double quotes.
   */
  @FormatMethod
  public static Html of(@FormatString String template, Object... values) {
    Object[] escaped =
        Arrays.stream(values)
            .map(value -> value instanceof Html html ? html.markup : escape(value.toString()))
            .toArray();
    return new Html(String.format(Locale.ROOT, template, escaped));
  }

  /** One after the other, a line each. */
  public static Html join(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
