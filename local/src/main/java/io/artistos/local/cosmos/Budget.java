package io.artistos.local.cosmos;

import java.time.Clock;

/**
 * The request units that a container may use a second. As in the service, a request is let in while
 * anything is left, and what it costs beyond that is owed to the seconds that follow. Thread-safe.
 */
final class Budget {

  private static final int MILLIS = 1_000;

  private final Clock clock;
  private long perSecond;
  private double used;
  private long second;

  /**
   * @param perSecond 0 for no limit
   */
  Budget(Clock clock, long perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  synchronized void limit(long unitsPerSecond) {
    perSecond = unitsPerSecond;
    used = 0;
    second = 0;
  }

  /**
   * Lets a request in.
   *
   * @throws Refusal 429 with sub-status 3200 and when to come again (contracts 5.5)
   */
  synchronized void admit() {
    if (perSecond == 0) {
      return;
    }
    long now = clock.millis();
    long current = now / MILLIS;
    // Two doubles: a clock that was moved by years must not overflow.
    used = Math.max(0, used - (double) perSecond * Math.max(0, current - second));
    second = current;
    if (used >= perSecond) {
      long seconds = (long) (used / perSecond);
      throw Refusal.throttled(seconds * MILLIS - now % MILLIS);
    }
  }

  /** Takes what a request cost that was let in. */
  synchronized void charge(double units) {
    if (perSecond > 0) {
      used += units;
    }
  }
}
