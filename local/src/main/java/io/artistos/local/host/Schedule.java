package io.artistos.local.host;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When a timer fires (contracts 4.9). */
interface Schedule {

  /** Below this distance of two ticks the host keeps no state of a timer. */
  Duration MONITORED = Duration.ofMinutes(1);

  /** The first tick after {@code after}. */
  Instant next(Instant after);

  /**
   * Reads NCRONTAB of five or six fields, or a time span for a constant interval.
   *
   * @param where what to name when {@code text} is neither
   */
  static Schedule parse(String where, String text, ZoneId zone) {
    Duration interval = TimeSpans.tryParse(text.strip());
    if (interval == null) {
      return Ncrontab.parse(where, text, zone);
    }
    if (interval.isZero()) {
      throw new InvalidAppException(where + ": an interval of nothing");
    }
    return after -> after.plus(interval);
  }

  /** Whether each of the next five ticks is a minute or more after the one before. */
  default boolean isMonitored(Instant from) {
    Instant tick = next(from);
    for (int i = 0; i < 5; i++) {
      Instant following = next(tick);
      if (Duration.between(tick, following).compareTo(MONITORED) < 0) {
        return false;
      }
      tick = following;
    }
    return true;
  }

  /** The host's time zone: {@code WEBSITE_TIME_ZONE} as an IANA name, else UTC. */
  static ZoneId zone(@Nullable String setting) {
    try {
      return ZoneId.of(setting == null || setting.isBlank() ? "UTC" : setting);
    } catch (DateTimeException e) {
      throw new InvalidAppException("WEBSITE_TIME_ZONE: unknown zone " + setting, e);
    }
  }
}
