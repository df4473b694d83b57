package io.artistos.shared.fans;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fan of one artist, as stored in {@code fans}. Immutable; the methods give the fan as it is
 * after something happened, or the same fan when nothing changes.
 *
 * @param id keyed hash of the normalised address: the same address is the same item
 * @param signup the current sign-up
 * @param history what happened, oldest first, the evidence of consent; at most {@value
 *     #MOST_HISTORY}
 * @param ttl seconds; a pending fan goes by itself, everybody else stays until erased
 */
public record Fan(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String email,
    @Nullable String firstName,
    FanStatus status,
    Signup signup,
    @Nullable Instant confirmedAt,
    @Nullable Instant unsubscribedAt,
    FanMail mail,
    List<Event> history,
    @Nullable Integer ttl) {

  private static final String TYPE = "fan";
  private static final int SCHEMA = 1;
  private static final int MOST_HISTORY = 100;

  /** 30 days: who has not confirmed by then is forgotten. */
  private static final int PENDING_TTL_SECONDS = 30 * 24 * 60 * 60;

  /**
   * One thing that happened.
   *
   * @param signup only of a sign-up
   */
  record Event(Kind kind, Instant at, @Nullable Signup signup) {

    /** What it was. */
    enum Kind {
      SIGNED_UP,
      CONFIRMED,
      UNSUBSCRIBED
    }
  }

  static Fan signedUp(
      String id, TenantId tenant, EmailAddress email, @Nullable String firstName, Signup signup) {
    return new Fan(
        id,
        tenant,
        TYPE,
        SCHEMA,
        email.value(),
        firstName,
        FanStatus.PENDING,
        signup,
        null,
        null,
        FanMail.first(signup.at()),
        List.of(new Event(Event.Kind.SIGNED_UP, signup.at(), signup)),
        PENDING_TTL_SECONDS);
  }

  /**
   * Somebody who has not confirmed, or had left, signs up again: consent starts anew, with a new
   * mail. Nothing changes for who is confirmed, and not so soon after the last mail.
   */
  Fan signedUpAgain(@Nullable String newFirstName, Signup newSignup) {
    if (status == FanStatus.CONFIRMED || !mail.mayRepeat(newSignup.at())) {
      return this;
    }
    return new Fan(
        id,
        tenantId,
        type,
        schema,
        email,
        newFirstName == null ? firstName : newFirstName,
        FanStatus.PENDING,
        newSignup,
        null,
        unsubscribedAt,
        mail.next(newSignup.at()),
        historyWith(new Event(Event.Kind.SIGNED_UP, newSignup.at(), newSignup)),
        // Who left once stays known as such: that must not vanish with a sign-up nobody confirmed.
        unsubscribedAt == null ? PENDING_TTL_SECONDS : null);
  }

  /**
   * The fan used the link in a mail.
   *
   * @param issuedAt when the sign-up was that the link belongs to; one from before the fan last
   *     left confirms nothing
   */
  Fan confirmed(Instant issuedAt, Instant now) {
    boolean outlived =
        unsubscribedAt != null && issuedAt.isBefore(unsubscribedAt.truncatedTo(ChronoUnit.SECONDS));
    if (status != FanStatus.PENDING || outlived) {
      return this;
    }
    return new Fan(
        id,
        tenantId,
        type,
        schema,
        email,
        firstName,
        FanStatus.CONFIRMED,
        signup,
        now,
        null,
        mail.answered(),
        historyWith(new Event(Event.Kind.CONFIRMED, now, null)),
        null);
  }

  /** The fan left, or said that it was not them who signed up. */
  Fan unsubscribed(Instant now) {
    if (status == FanStatus.UNSUBSCRIBED) {
      return this;
    }
    // Who never wanted in is forgotten like any pending fan, and what a stranger typed goes at
    // once.
    boolean neverIn = confirmedAt == null && unsubscribedAt == null;
    return new Fan(
        id,
        tenantId,
        type,
        schema,
        email,
        neverIn ? null : firstName,
        FanStatus.UNSUBSCRIBED,
        neverIn ? signup.withoutLocation() : signup,
        confirmedAt,
        now,
        mail.isOpen() ? mail.with(mail.progress().parked(now, "unsubscribed")) : mail,
        neverIn
            ? List.of(new Event(Event.Kind.UNSUBSCRIBED, now, null))
            : historyWith(new Event(Event.Kind.UNSUBSCRIBED, now, null)),
        neverIn ? PENDING_TTL_SECONDS : null);
  }

  Fan withMail(FanMail newMail) {
    return new Fan(
        id,
        tenantId,
        type,
        schema,
        email,
        firstName,
        status,
        signup,
        confirmedAt,
        unsubscribedAt,
        newMail,
        history,
        ttl);
  }

  private List<Event> historyWith(Event event) {
    List<Event> longer = new ArrayList<>(history);
    longer.add(event);
    // The oldest go first, but never the first sign-up.
    while (longer.size() > MOST_HISTORY) {
      longer.remove(1);
    }
    return List.copyOf(longer);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "Fan[" + id + "]";
  }
}
