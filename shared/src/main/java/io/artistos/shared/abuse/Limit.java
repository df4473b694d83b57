package io.artistos.shared.abuse;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls of one kind a subject may make in a window. Windows are aligned to the clock: all
 * instances begin a new one together, and around its beginning a subject can make twice as many.
 *
 * <p>Leave room above what must get through: each instance may hold up to a twentieth that it has
 * leased and the others lack.
 *
 * @param name of the kind, unique in the product and the same for good
 * @param calls at least 1
 * @param window whole seconds, at least 1; minutes where subjects are networks, an hour at most,
 *     since a keyed hash of an address is kept for two windows
 * @param free how many of a subject's first calls in a window an instance allows without asking, up
 *     to {@code calls}; see {@link Throttle} for what that makes possible
 */
public record Limit(String name, int calls, Duration window, int free) {

  /** So many leases make up the whole limit. */
  private static final int PORTIONS = 20;

  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  /** What clocks may differ by. */
  private static final long SKEW_SECONDS = 60;

  public Limit {
    if (name.isBlank() || calls < 1 || free < 0 || free > calls) {
      throw new IllegalArgumentException("not a limit: " + name + " " + calls + " " + free);
    }
    if (window.toSeconds() < 1 || !window.equals(Duration.ofSeconds(window.toSeconds()))) {
      throw new IllegalArgumentException("a window is whole seconds: " + window);
    }
  }

  /** The number of the window that {@code now} is in. */
  long windowAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), window.toSeconds());
  }

  /** Until the window ends: from a second to the whole window. */
  Duration restAt(Instant now) {
    Instant end = Instant.ofEpochSecond((windowAt(now) + 1) * window.toSeconds());
    Duration rest = Duration.between(now, end);
    return rest.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : rest;
  }

  /** How many calls an instance leases at once. */
  int portion() {
    return Math.max(1, calls / PORTIONS);
  }

  /** Seconds that a counter stays after it was last raised. */
  long ttl() {
    return 2 * window.toSeconds() + SKEW_SECONDS;
  }
}
