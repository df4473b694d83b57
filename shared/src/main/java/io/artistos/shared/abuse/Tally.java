package io.artistos.shared.abuse;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What one instance knows of one subject's calls in one window. Whoever holds {@link #lock} may use
 * it; the lock is held while leasing, so that others wait for the lease instead of taking one each.
 */
final class Tally {

  final ReentrantLock lock = new ReentrantLock();

  /** Allowed before they were leased: the free ones, and those of an outage. */
  private long owed;

  /** Leased and not used. */
  private long left;

  private boolean leased;
  private boolean exhausted;

  /** Takes calls from what is leased, or from the free ones as long as nothing is. */
  boolean takes(Limit limit, int calls) {
    if (left >= calls) {
      left -= calls;
      return true;
    }
    if (!leased && owed + calls <= limit.free()) {
      owed += calls;
      return true;
    }
    return false;
  }

  /** Whether another lease would give nothing. */
  boolean exhausted() {
    return exhausted;
  }

  /** How many to lease, so that {@code calls} can be taken. */
  long wanted(Limit limit, int calls) {
    return Math.max(limit.portion(), owed + calls - left);
  }

  /**
   * A lease of {@code wanted}, of which only what is within the limit counts.
   *
   * @param total what the shared counter was raised to
   */
  void lease(Limit limit, long wanted, long total) {
    long granted = Math.clamp(limit.calls() - (total - wanted), 0, wanted);
    left = Math.max(0, left + granted - owed);
    owed = 0;
    leased = true;
    exhausted = total >= limit.calls();
  }

  /** Lets calls through that cannot be leased now; the next lease pays for them. */
  void owe(int calls) {
    owed += calls;
  }
}
