package io.artistos.shared.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Nights begin at 02:30 UTC and last until the next one begins. What is pulled in a night is the
 * snapshot of the UTC day in which it began.
 */
final class Nights {

  private static final Duration BEGIN = Duration.ofMinutes(150);

  private Nights() {}

  static LocalDate of(Instant now) {
    return LocalDate.ofInstant(now.minus(BEGIN), ZoneOffset.UTC);
  }

  /** When the next one begins. */
  static Instant endOf(LocalDate night) {
    return night.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(BEGIN);
  }
}
