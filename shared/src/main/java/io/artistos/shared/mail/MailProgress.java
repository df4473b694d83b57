package io.artistos.shared.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a mail has come. It lives in the item that the mail is about, so that a change which must
 * lead to mail and the fact that mail is due are one write.
 *
 * @param dueAt when {@link State#DUE}: not before; when {@link State#SENDING}: since when; when
 *     sent or parked: then
 * @param triedAt since when it has been unknown whether the provider accepted it; absent when it
 *     certainly has not
 * @param reason why it is parked: a short code, never anything personal
 */
public record MailProgress(
    State state, Instant dueAt, @Nullable Instant triedAt, @Nullable String reason) {

  /**
   * How long a claim keeps other handlers away; far longer than the provider may take to answer.
   */
  public static final Duration CLAIM = Duration.ofMinutes(1);

  /**
   * When a sweeper takes an interest. Longer than a claim lasts; much shorter would ask again for
   * mail that only waits its turn.
   */
  public static final Duration LATE = Duration.ofMinutes(5);

  /** Resend remembers a key for 24 hours; past that a second try could be a second mail. */
  private static final Duration KEY_LIFE = Duration.ofHours(23);

  /** Visibility delays are whole seconds, and clocks differ. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** What has happened to it. */
  public enum State {
    /** To be sent; a message says so, or the sweeper will. */
    @JsonProperty("due")
    DUE,
    /** Some handler has it in hand. */
    @JsonProperty("sending")
    SENDING,
    /** The provider accepted it. */
    @JsonProperty("sent")
    SENT,
    /** Will not be tried again by itself. */
    @JsonProperty("parked")
    PARKED
  }

  /** To be sent, and not tried yet. */
  public static MailProgress first(Instant now) {
    return new MailProgress(State.DUE, now, null, null);
  }

  /** A handler takes it in hand; from now on it is unknown whether it was accepted. */
  public MailProgress claimed(Instant now) {
    return new MailProgress(State.SENDING, now, triedAt == null ? now : triedAt, null);
  }

  /** To be tried (again) from {@code when} on. */
  public MailProgress due(Instant when, boolean mayHaveBeenAccepted) {
    return new MailProgress(State.DUE, when, mayHaveBeenAccepted ? triedAt : null, null);
  }

  public MailProgress sent(Instant now) {
    return new MailProgress(State.SENT, now, null, null);
  }

  public MailProgress parked(Instant now, String why) {
    return new MailProgress(State.PARKED, now, triedAt, why);
  }

  /**
   * What a sweeper leaves behind: late mail's time moves on, so that the next sweep passes it by. A
   * broken-off try keeps its time, by which the handler knows that the claim has run out.
   */
  public MailProgress swept(Instant now) {
    boolean late = state == State.DUE && dueAt.isBefore(now.minus(LATE));
    return late ? due(now, true) : this;
  }

  /** Whether there is still something to be done. */
  public boolean unfinished() {
    return state == State.DUE || state == State.SENDING;
  }

  /** Whether a handler may take it in hand: it is due, or whoever had it has gone. */
  boolean mayBeTaken(Instant now) {
    return switch (state) {
      case DUE -> !now.isBefore(dueAt.minus(SLACK));
      case SENDING -> !now.isBefore(dueAt.plus(CLAIM));
      case SENT, PARKED -> false;
    };
  }

  /** Whether one more try could be a second mail. */
  boolean isPastTheProvidersMemory(Instant now) {
    return triedAt != null && triedAt.plus(KEY_LIFE).isBefore(now);
  }
}
