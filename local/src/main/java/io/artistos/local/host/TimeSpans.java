package io.artistos.local.host;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** .NET's {@code [d.]hh:mm[:ss[.fffffff]]}, the form of durations in host.json and timers. */
final class TimeSpans {

  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");

  private TimeSpans() {}

  /** Null when {@code text} is no time span. */
  static @Nullable Duration tryParse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches() || number(m, 2) > 23 || number(m, 3) > 59 || number(m, 4) > 59) {
      return null;
    }
    String fraction = m.group(5) == null ? "" : m.group(5);
    return Duration.ofDays(number(m, 1))
        .plusHours(number(m, 2))
        .plusMinutes(number(m, 3))
        .plusSeconds(number(m, 4))
        .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
  }

  /**
   * @param where the key to name when {@code text} is no time span
   */
  static Duration parse(String where, String text) {
    Duration parsed = tryParse(text);
    if (parsed == null) {
      throw new InvalidAppException(where + ": '" + text + "' is no time span (hh:mm:ss)");
    }
    return parsed;
  }

  private static long number(Matcher m, int group) {
    return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
  }
}
