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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times and days as other tools write them; without a zone they are UTC. */
final class Moments {

  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE_TIME,
          form("uuuu-MM-dd HH:mm:ss"),
          form("uuuu-MM-dd HH:mm"),
          form("dd-MM-uuuu HH:mm:ss"),
          form("MM/dd/uuuu HH:mm"));

  private static final List<DateTimeFormatter> DAYS =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          form("dd.MM.uuuu"),
          form("MM/dd/uuuu"),
          form("dd-MM-uuuu"),
          form("MMM d, uuuu"));

  private Moments() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  static Optional<Instant> instant(String text) {
    String plain = text.strip().replaceFirst(" UTC$", "");
    try {
      return Optional.of(OffsetDateTime.parse(plain).toInstant());
    } catch (DateTimeParseException e) {
      // Another form.
    }
    for (DateTimeFormatter form : TIMES) {
      try {
        return Optional.of(LocalDateTime.parse(plain, form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException e) {
        // Another form.
      }
    }
    return day(plain).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Optional<LocalDate> day(String text) {
    for (DateTimeFormatter form : DAYS) {
      try {
        return Optional.of(LocalDate.parse(text, form));
      } catch (DateTimeParseException e) {
        // Another form.
      }
    }
    return Optional.empty();
  }

  /**
   * {@code --MM-DD} of a day with or without a year; {@code 06/14} is June, as Mailchimp has it.
   */
  static Optional<String> birthday(String text) {
    try {
      if (text.matches("--[0-9]{2}-[0-9]{2}")) {
        return Optional.of(MonthDay.parse(text).toString());
      }
      if (text.matches("[0-9]{2}/[0-9]{2}")) {
        return Optional.of(MonthDay.parse("--" + text.replace('/', '-')).toString());
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return day(text).map(day -> MonthDay.from(day).toString());
  }
}
