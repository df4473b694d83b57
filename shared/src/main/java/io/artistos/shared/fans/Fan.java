package io.artistos.shared.fans;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fan of one artist, as stored in {@code fans}. Immutable; the methods give the fan as it is
 * after something happened, or the same fan when nothing changes.
 *
 * @param id keyed hash of the normalised address: the same address is the same item
 * @param signup the current sign-up
 * @param history what happened, oldest first, the evidence of consent; at most {@value
 *     #MOST_HISTORY}
 * @param tags what the artist's people sort fans by, in lower case
 * @param suppression present once mail must never go to this fan again
 * @param ttl seconds; who never confirmed goes by itself, everybody else stays until erased
 */
@ItemType(Fan.TYPE)
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
    List<String> tags,
    @Nullable Suppression suppression,
    @Nullable Integer ttl) {

  /** Items from before there were tags have none. */
  public Fan {
    tags = Objects.requireNonNullElse(tags, List.of());
  }

  static final String TYPE = "fan";
  private static final int SCHEMA = 1;
  private static final int MOST_HISTORY = 100;

  /** 30 days: who has not confirmed by then is forgotten. */
  private static final int PENDING_TTL_SECONDS = 30 * 24 * 60 * 60;

  /**
   * Mail never goes to this fan again.
   *
   * @param reason {@code bounced}, {@code complained} or {@code provider}: on the provider's list
   */
  public record Suppression(String reason, Instant at) {}

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
      UNSUBSCRIBED,
      SUPPRESSED
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
        List.of(),
        null,
        PENDING_TTL_SECONDS);
  }

  /**
   * Somebody who has not confirmed, or had left, signs up again: consent starts anew, with a new
   * mail. Nothing changes for who is confirmed or suppressed, and not so soon after the last mail.
   */
  Fan signedUpAgain(@Nullable String newFirstName, Signup newSignup) {
    boolean settled = status == FanStatus.CONFIRMED || status == FanStatus.SUPPRESSED;
    if (settled || !mail.mayRepeat(newSignup.at())) {
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
        tags,
        null,
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
        tags,
        null,
        null);
  }

  /** The fan left, or said that it was not them who signed up. */
  Fan unsubscribed(Instant now) {
    if (status == FanStatus.UNSUBSCRIBED) {
      return this;
    }
    if (status == FanStatus.SUPPRESSED) {
      return unsubscribedAt == null ? suppressedAndGone(now) : this;
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
        neverIn ? List.of() : tags,
        null,
        neverIn ? PENDING_TTL_SECONDS : null);
  }

  /**
   * Mail bounced for good, or the fan complained: nothing is ever sent again. So the item stays,
   * also of who never confirmed; of them it keeps no more than that needs.
   */
  Fan suppressed(String reason, Instant now) {
    if (status == FanStatus.SUPPRESSED) {
      return this;
    }
    Event event = new Event(Event.Kind.SUPPRESSED, now, null);
    boolean neverIn = ttl != null;
    return new Fan(
        id,
        tenantId,
        type,
        schema,
        email,
        neverIn ? null : firstName,
        FanStatus.SUPPRESSED,
        neverIn ? signup.withoutLocation() : signup,
        confirmedAt,
        unsubscribedAt,
        mail.isOpen() ? mail.with(mail.progress().parked(now, "suppressed")) : mail,
        neverIn ? List.of(event) : historyWith(event),
        neverIn ? List.of() : tags,
        new Suppression(reason, now),
        null);
  }

  /** The goodbye of a suppressed fan is kept; that mail never goes there again stays so. */
  private Fan suppressedAndGone(Instant now) {
    Event goodbye = new Event(Event.Kind.UNSUBSCRIBED, now, null);
    return with(status, now, mail, historyWith(goodbye), tags, suppression);
  }

  Fan withTags(List<String> newTags) {
    return with(status, unsubscribedAt, mail, history, newTags, suppression);
  }

  Fan withMail(FanMail newMail) {
    return with(status, unsubscribedAt, newMail, history, tags, suppression);
  }

  private Fan with(
      FanStatus newStatus,
      @Nullable Instant newUnsubscribedAt,
      FanMail newMail,
      List<Event> newHistory,
      List<String> newTags,
      @Nullable Suppression newSuppression) {
    return new Fan(
        id,
        tenantId,
        type,
        schema,
        email,
        firstName,
        newStatus,
        signup,
        confirmedAt,
        newUnsubscribedAt,
        newMail,
        newHistory,
        newTags,
        newSuppression,
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
