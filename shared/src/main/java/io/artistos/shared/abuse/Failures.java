package io.artistos.shared.abuse;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source's failed authentications on all instances, as stored in {@code directory}. Its id is a
 * keyed hash: it names nobody, and goes by itself.
 *
 * @param since the first one
 * @param until when the source may try again; null until it is slowed
 * @param ttl seconds
 */
record Failures(
    String id,
    String type,
    int schema,
    int count,
    Instant since,
    @Nullable Instant until,
    long ttl) {

  private static final int ALLOWED = 10;
  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** 2 to the power of this many seconds is longer than the longest wait. */
  private static final int DOUBLINGS = 10;

  static Failures first(String id, Instant now) {
    // Counted from the last write; the rules end it earlier, this only removes it.
    long ttl = LONGEST.plus(WITHIN).plusMinutes(5).toSeconds();
    return new Failures(id, "authenticationFailures", 1, 1, now, null, ttl);
  }

  /** Whether they are forgotten: ten minutes after the first, or after the last wait. */
  boolean areOver(Instant now) {
    Instant from = until == null || until.isBefore(since) ? since : until;
    return !now.isBefore(from.plus(WITHIN));
  }

  /** How long the source has to wait after the last of them; zero for the first ten. */
  Duration toWait() {
    if (count <= ALLOWED) {
      return Duration.ZERO;
    }
    int doublings = Math.min(DOUBLINGS, count - ALLOWED - 1);
    Duration wait = Duration.ofSeconds(1L << doublings);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
