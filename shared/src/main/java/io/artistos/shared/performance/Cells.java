package io.artistos.shared.performance;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands in a cell of an export; faults are words for whoever uploaded it. */
final class Cells {

  private static final Set<String> UNKNOWN = Set.of("", "-", "–", "—", "n/a");
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,15}");

  /** One kind of separator all through: comma, point, apostrophes, or one of the blanks. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "[0-9]{1,3}(?<sep>[,.'’\\u0020\\u00a0\\u202f\\u2009])[0-9]{3}(\\k<sep>[0-9]{3}){0,3}");

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Cells() {}

  /** A cell that does not say what its column is for. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String detail) {
      super(detail, null, false, false);
    }
  }

  static boolean unknown(String cell) {
    return UNKNOWN.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** A count; empty for {@code n/a}, a dash, nothing. */
  static OptionalLong count(String cell) throws Fault {
    String text = trimmed(cell);
    if (unknown(text)) {
      return OptionalLong.empty();
    }
    if (PLAIN.matcher(text).matches()) {
      return OptionalLong.of(Long.parseLong(text));
    }
    if (GROUPED.matcher(text).matches()) {
      return OptionalLong.of(Long.parseLong(text.replaceAll("[^0-9]", "")));
    }
    throw new Fault("A whole number was expected.");
  }

  /** {@code 2026-11-23}; empty for {@code n/a}, a dash, nothing. */
  static Optional<LocalDate> day(String cell) throws Fault {
    String text = trimmed(cell);
    if (unknown(text)) {
      return Optional.empty();
    }
    try {
      if (DAY.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text));
      }
    } catch (DateTimeException e) {
      // No such day in the calendar.
    }
    throw new Fault("A day such as 2026-11-23 was expected.");
  }

  private static String trimmed(String cell) {
    return cell.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
  }
}
