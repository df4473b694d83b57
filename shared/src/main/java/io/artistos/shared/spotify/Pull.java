package io.artistos.shared.spotify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The latest night's work for one connection. It lives in the connection's item, so that what is to
 * be done and what was done are one write.
 *
 * @param day the night, in UTC
 * @param dueAt when {@link State#DUE}: not before; when {@link State#RUNNING}: since when; else:
 *     since then
 * @param tries how often it was put off
 * @param reason why it was put off or failed: a short code
 */
record Pull(LocalDate day, State state, Instant dueAt, int tries, @Nullable String reason) {

  /** How long a claim keeps other handlers away; longer than all calls of a pull together. */
  static final Duration CLAIM = Duration.ofMinutes(20);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  /** What has happened to it. */
  enum State {
    /** To be done; a message says so, or the sweeper will. */
    @JsonProperty("due")
    DUE,
    /** Some handler has it in hand. */
    @JsonProperty("running")
    RUNNING,
    /** The snapshot is there. */
    @JsonProperty("done")
    DONE,
    /** There is no snapshot of that night; the next night tries anew. */
    @JsonProperty("failed")
    FAILED
  }

  static Pull due(LocalDate day, Instant now) {
    return new Pull(day, State.DUE, now, 0, null);
  }

  boolean isOpen() {
    return state == State.DUE || state == State.RUNNING;
  }

  /** Whether a handler may take it in hand now. */
  boolean isFree(Instant now) {
    return switch (state) {
      // Visibility delays are whole seconds.
      case DUE -> !now.isBefore(dueAt.minusSeconds(2));
      case RUNNING -> !now.isBefore(dueAt.plus(CLAIM));
      case DONE, FAILED -> false;
    };
  }

  Pull running(Instant now) {
    return new Pull(day, State.RUNNING, now, tries, reason);
  }

  Pull done(Instant now) {
    return new Pull(day, State.DONE, now, tries, null);
  }

  Pull failed(Instant now, String why) {
    return new Pull(day, State.FAILED, now, tries, why);
  }

  /**
   * Put off until {@code asked} has passed, and longer with every try; failed when the next night
   * begins before that.
   */
  Pull putOff(Instant now, Duration asked, String why) {
    Duration own = FIRST_WAIT.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    Instant next = now.plus(asked.compareTo(own) > 0 ? asked : own);
    return next.isBefore(Nights.endOf(day))
        ? new Pull(day, State.DUE, next, tries + 1, why)
        : failed(now, why);
  }

  /** To be done at once: what a handler leaves that failed for a reason of ours. */
  Pull givenBack(Instant now) {
    return new Pull(day, State.DUE, now, tries, reason);
  }
}
