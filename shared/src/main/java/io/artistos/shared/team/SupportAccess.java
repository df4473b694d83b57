package io.artistos.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access of one person of the staff to the account, asked for, granted or over.
 *
 * @param staff user id
 * @param reason why, in their words, for the tenant to read
 * @param role what they may do, without what is high-risk
 * @param minutes for how long they asked, from the grant on
 * @param startsAt when it was granted; null while it waits or after it was refused
 * @param endsAt when it ends or ended; null when it was never granted
 * @param state as it was last written; one that is {@link State#GRANTED} ends by {@code endsAt} too
 * @param grantedBy null while nobody granted it
 * @param end how it came to an end; null while it waits or works
 */
public record SupportAccess(
    String staff,
    String reason,
    Role role,
    int minutes,
    Instant requestedAt,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    State state,
    @Nullable Actor grantedBy,
    @Nullable End end) {

  /** How long a request waits for an answer. */
  static final Duration WAITS = Duration.ofDays(7);

  /** Where it stands. */
  public enum State {
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("granted")
    GRANTED,
    @JsonProperty("refused")
    REFUSED,
    /** For one of the {@link Cause}s. */
    @JsonProperty("ended")
    ENDED
  }

  /** Why it is over. */
  public enum Cause {
    @JsonProperty("refused")
    REFUSED,
    /** A member ended it. */
    @JsonProperty("by-tenant")
    BY_TENANT,
    /** The person themselves ended it. */
    @JsonProperty("by-staff")
    BY_STAFF,
    /** Its time was over, or nobody answered. */
    @JsonProperty("lapsed")
    LAPSED,
    @JsonProperty("unusual-use")
    UNUSUAL_USE
  }

  /** How it came to an end. */
  public record End(Cause cause, Actor by, Instant at) {}

  /** One that waits for an answer. */
  public static SupportAccess requested(
      String staff, String reason, Role role, int minutes, Instant now) {
    return new SupportAccess(
        staff, reason, role, minutes, now, null, null, State.REQUESTED, null, null);
  }

  /** The same, working from now on. */
  public SupportAccess granted(Actor by, Instant now) {
    return new SupportAccess(
        staff,
        reason,
        role,
        minutes,
        requestedAt,
        now,
        now.plus(Duration.ofMinutes(minutes)),
        State.GRANTED,
        by,
        null);
  }

  /** The same, over since {@code at}. */
  public SupportAccess over(Cause cause, Actor by, Instant at) {
    return new SupportAccess(
        staff,
        reason,
        role,
        minutes,
        requestedAt,
        startsAt,
        startsAt == null ? null : at,
        cause == Cause.REFUSED ? State.REFUSED : State.ENDED,
        grantedBy,
        new End(cause, by, at));
  }

  /** Whether it opens the account now. */
  public boolean works(Instant now) {
    return state == State.GRANTED
        && startsAt != null
        && endsAt != null
        && !now.isBefore(startsAt)
        && now.isBefore(endsAt);
  }

  /** When it is over by itself; null once it is over. */
  public @Nullable Instant lapsesAt() {
    return switch (state) {
      case REQUESTED -> requestedAt.plus(WAITS);
      case GRANTED -> endsAt;
      case REFUSED, ENDED -> null;
    };
  }

  /** As it is at {@code now}: over when its time is, written down or not. */
  public SupportAccess asOf(Instant now) {
    Instant lapse = lapsesAt();
    return lapse == null || now.isBefore(lapse)
        ? this
        : over(Cause.LAPSED, Actor.system("support-time"), lapse);
  }

  /** Whether it waits or works. */
  public boolean open() {
    return state == State.REQUESTED || state == State.GRANTED;
  }
}
