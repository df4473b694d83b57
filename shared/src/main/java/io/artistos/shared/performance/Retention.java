package io.artistos.shared.performance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Performance data is kept for twelve months, counted from the day that it is about. */
final class Retention {

  private static final int MONTHS = 12;

  private Retention() {}

  /** Whether a figure of {@code day} may be kept at all. */
  static boolean keeps(LocalDate day, Instant now) {
    return ttl(day, now) > 0;
  }

  /** Seconds from a write at {@code now} until the item has to go; not positive when it is late. */
  static long ttl(LocalDate day, Instant now) {
    Instant end = day.plusMonths(MONTHS).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Duration.between(now, end).toSeconds();
  }
}
