package io.artistos.shared.abuse;

import io.artistos.shared.errors.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether the shared counters cannot be reached. For a few seconds after a failure nobody tries
 * again: every call would wait for the same answer. Thread-safe.
 */
final class Outage {

  private static final Logger LOG = Logger.getLogger(Outage.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<String, Long> logged = new ConcurrentHashMap<>();
  private volatile Instant until = Instant.MIN;

  Outage(Clock clock) {
    this.clock = clock;
  }

  boolean lasts() {
    return clock.instant().isBefore(until);
  }

  /**
   * Logs it, once for each name and window.
   *
   * @param name of a limit, never of a subject
   */
  void began(String name, long window, Unavailable failure) {
    until = clock.instant().plus(PAUSE);
    Long before = logged.put(name, window);
    if (before == null || before != window) {
      // Without the failure itself: the SDK's message has the item's id in it, and an id made from
      // an address must not outlive its minutes.
      LOG.log(
          Level.WARNING,
          "{0} is not counted, callers are let through: {1}",
          new Object[] {name, failure.getMessage()});
    }
  }
}
