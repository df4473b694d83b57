package io.artistos.shared.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times and days as other tools write them; without a zone they are UTC. Of two numbers with a
 * slash between the month is the first, as Mailchimp has it, unless the list is said to have the
 * day first.
 */
final class Moments {

  private static final String MONTH_FIRST = "MM/dd/uuuu";
  private static final String DAY_FIRST = "dd/MM/uuuu";

  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE_TIME,
          form("uuuu-MM-dd HH:mm:ss"),
          form("uuuu-MM-dd HH:mm"),
          form("dd-MM-uuuu HH:mm:ss"));

  private static final List<DateTimeFormatter> DAYS =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          form("dd.MM.uuuu"),
          form("dd-MM-uuuu"),
          form("MMM d, uuuu"));

  private static final Moments WITH_MONTH_FIRST = new Moments(false);
  private static final Moments WITH_DAY_FIRST = new Moments(true);

  private final boolean dayFirst;
  private final List<DateTimeFormatter> times;
  private final List<DateTimeFormatter> days;

  private Moments(boolean dayFirst) {
    String slashes = dayFirst ? DAY_FIRST : MONTH_FIRST;
    this.dayFirst = dayFirst;
    this.times = with(TIMES, slashes + " HH:mm:ss", slashes + " HH:mm");
    this.days = with(DAYS, slashes);
  }

  static Moments of(boolean dayFirst) {
    return dayFirst ? WITH_DAY_FIRST : WITH_MONTH_FIRST;
  }

  private static List<DateTimeFormatter> with(List<DateTimeFormatter> forms, String... more) {
    return Stream.concat(forms.stream(), Arrays.stream(more).map(Moments::form)).toList();
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  Optional<Instant> instant(String text) {
    String plain = text.strip().replaceFirst(" UTC$", "");
    try {
      return Optional.of(OffsetDateTime.parse(plain).toInstant());
    } catch (DateTimeParseException e) {
      // Another form.
    }
    for (DateTimeFormatter form : times) {
      try {
        return Optional.of(LocalDateTime.parse(plain, form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException e) {
        // Another form.
      }
    }
    return day(plain).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private Optional<LocalDate> day(String text) {
    for (DateTimeFormatter form : days) {
      try {
        return Optional.of(LocalDate.parse(text, form));
      } catch (DateTimeParseException e) {
        // Another form.
      }
    }
    return Optional.empty();
  }

  /** {@code --MM-DD} of a day with or without a year. */
  Optional<String> birthday(String text) {
    try {
      if (text.matches("--[0-9]{2}-[0-9]{2}")) {
        return Optional.of(MonthDay.parse(text).toString());
      }
      if (text.matches("[0-9]{2}/[0-9]{2}")) {
        String one = text.substring(0, 2);
        String other = text.substring(3);
        String day = dayFirst ? other + "-" + one : one + "-" + other;
        return Optional.of(MonthDay.parse("--" + day).toString());
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return day(text).map(day -> MonthDay.from(day).toString());
  }
}
