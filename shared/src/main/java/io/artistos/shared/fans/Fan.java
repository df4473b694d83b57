package io.artistos.shared.fans;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.numbers.Figure;
import io.artistos.shared.numbers.Marks;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fan of one artist, as stored in {@code fans}. Immutable; the methods give the fan as it is
 * after something happened, or the same fan when nothing changes.
 *
 * @param id keyed hash of the normalised address: the same address is the same item
 * @param language what mail to the fan is written in, BCP 47: that of the form that was shown last
 * @param signup the current sign-up
 * @param history what happened, oldest first, the evidence of consent; at most 100
 * @param tags what the artist's people sort fans by, in lower case
 * @param fields what forms asked for, by key: {@link #CITY}, {@link #BIRTHDAY} and a page's own
 * @param notes of the artist's people, oldest first
 * @param marks what the artist's numbers are counted from
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
    String language,
    FanStatus status,
    Signup signup,
    @Nullable Instant confirmedAt,
    @Nullable Instant unsubscribedAt,
    FanMail mail,
    List<Event> history,
    List<String> tags,
    Map<String, String> fields,
    List<FanNote> notes,
    Marks marks,
    @Nullable Suppression suppression,
    @Nullable Integer ttl) {

  /** Items from before there were languages, tags, fields, notes or marks have none. */
  public Fan {
    language = Objects.requireNonNullElse(language, signup.language());
    tags = Objects.requireNonNullElse(tags, List.of());
    fields = Objects.requireNonNullElse(fields, Map.of());
    notes = Objects.requireNonNullElse(notes, List.of());
    marks = Objects.requireNonNullElse(marks, Marks.NONE);
  }

  /** Keys of what every page can ask for; a page's own fields have keys of its own. */
  public static final String CITY = "city";

  /** A day without a year, {@code --MM-DD} (ISO 8601:2000, section 5.2.1.3, and vCard). */
  public static final String BIRTHDAY = "birthday";

  static final String TYPE = "fan";
  static final int SCHEMA = 1;
  private static final int MOST_NOTES = 50;

  /** 30 days: who has not confirmed by then is forgotten. */
  static final int PENDING_TTL_SECONDS = 30 * 24 * 60 * 60;

  /**
   * Mail never goes to this fan again.
   *
   * @param reason {@code bounced}, {@code complained} or {@code provider}: on the provider's list
   */
  public record Suppression(String reason, Instant at) {}

  /**
   * One thing that happened.
   *
   * @param signup only of a sign-up and an import
   * @param ref only of an import: which one, and the line
   */
  record Event(Kind kind, Instant at, @Nullable Signup signup, @Nullable String ref) {

    Event(Kind kind, Instant at, @Nullable Signup signup) {
      this(kind, at, signup, null);
    }

    /** What it was. */
    enum Kind {
      SIGNED_UP,
      CONFIRMED,
      UNSUBSCRIBED,
      SUPPRESSED,
      /** A list named this fan, who came with it or had something added by it. */
      IMPORTED
    }
  }

  static Fan signedUp(String id, TenantId tenant, NewFan fan, Signup signup) {
    return new Fan(
        id,
        tenant,
        TYPE,
        SCHEMA,
        fan.email().value(),
        fan.firstName().orElse(null),
        signup.language(),
        FanStatus.PENDING,
        signup,
        null,
        null,
        FanMail.first(signup.at()),
        List.of(new Event(Event.Kind.SIGNED_UP, signup.at(), signup)),
        List.of(),
        fan.fields(),
        List.of(),
        Marks.NONE.and(Figure.SIGNUPS, signup.at(), signup.pageId(), signup.place()),
        null,
        PENDING_TTL_SECONDS);
  }

  /**
   * Somebody who has not confirmed, or had left, signs up again: consent starts anew, with a new
   * mail. Nothing changes for who is confirmed or suppressed, nor for who has not confirmed so soon
   * after the last mail, as that is in the inbox; it is of no use to who has left since, and gets
   * the new one when that is due.
   */
  Fan signedUpAgain(NewFan typed, Signup newSignup) {
    boolean settled = status == FanStatus.CONFIRMED || status == FanStatus.SUPPRESSED;
    boolean left = status == FanStatus.UNSUBSCRIBED;
    if (settled || (!left && !mail.mayRepeat(newSignup.at()))) {
      return this;
    }
    FanDraft next = new FanDraft(this);
    next.firstName = typed.firstName().orElse(firstName);
    next.language = newSignup.language();
    next.fields = merged(fields, typed.fields());
    next.status = FanStatus.PENDING;
    next.signup = newSignup;
    next.confirmedAt = null;
    next.mail = mail.next(newSignup.at());
    next.add(new Event(Event.Kind.SIGNED_UP, newSignup.at(), newSignup));
    next.count(Figure.SIGNUPS, newSignup.at());
    // Who confirmed once and left stays known: that must not vanish with a sign-up nobody
    // confirmed.
    next.ttl = ttl == null ? null : PENDING_TTL_SECONDS;
    return next.fan();
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
    FanDraft next = new FanDraft(this);
    next.status = FanStatus.CONFIRMED;
    next.confirmedAt = now;
    next.unsubscribedAt = null;
    next.mail = mail.answered();
    next.add(new Event(Event.Kind.CONFIRMED, now, null));
    next.count(Figure.CONFIRMATIONS, now);
    next.ttl = null;
    return next.fan();
  }

  /** The fan left, or said that it was not them who signed up. */
  Fan unsubscribed(Instant now) {
    if (status == FanStatus.UNSUBSCRIBED
        || (status == FanStatus.SUPPRESSED && unsubscribedAt != null)) {
      return this;
    }
    FanDraft next = new FanDraft(this);
    Event goodbye = new Event(Event.Kind.UNSUBSCRIBED, now, null);
    next.unsubscribedAt = now;
    if (confirmedAt != null) {
      next.count(Figure.LEAVES, now);
    }
    if (status == FanStatus.SUPPRESSED) {
      // The goodbye is kept; that mail never goes there again stays so.
      next.add(goodbye);
      return next.fan();
    }
    next.status = FanStatus.UNSUBSCRIBED;
    next.park(now, "unsubscribed");
    if (ttl != null) {
      // Never confirmed: forgotten like any pending fan, and what a stranger typed goes at once.
      next.forgetAllBut(goodbye);
      next.ttl = PENDING_TTL_SECONDS;
    } else {
      next.add(goodbye);
      next.ttl = null;
    }
    return next.fan();
  }

  /**
   * Mail bounced for good, or the fan complained: nothing is ever sent again. So the item stays,
   * also of who never confirmed; of them it keeps no more than that needs.
   */
  Fan suppressed(String reason, Instant now) {
    if (status == FanStatus.SUPPRESSED) {
      return this;
    }
    FanDraft next = new FanDraft(this);
    Event event = new Event(Event.Kind.SUPPRESSED, now, null);
    next.status = FanStatus.SUPPRESSED;
    next.park(now, "suppressed");
    next.suppression = new Suppression(reason, now);
    if (ttl != null) {
      next.forgetAllBut(event);
    } else {
      next.add(event);
    }
    next.ttl = null;
    return next.fan();
  }

  Fan withTags(List<String> newTags) {
    FanDraft next = new FanDraft(this);
    next.tags = newTags;
    return next.fan();
  }

  /**
   * With a name and fields that the artist's people put right.
   *
   * @throws InvalidInput when it gets too many fields
   */
  Fan corrected(FanFields to) {
    FanDraft next = new FanDraft(this);
    next.firstName = to.nameOrNull();
    next.fields = to.insteadOf(fields);
    return next.fan();
  }

  /**
   * With one more note, once for each id.
   *
   * @throws NotAllowedNow when there are too many
   */
  Fan noted(FanNote note) {
    if (notes.stream().anyMatch(one -> one.id().equals(note.id()))) {
      return this;
    }
    if (notes.size() >= MOST_NOTES) {
      throw new NotAllowedNow("too-many-notes", "A fan has at most " + MOST_NOTES + " notes.");
    }
    List<FanNote> more = new ArrayList<>(notes);
    more.add(note);
    return withNotes(List.copyOf(more));
  }

  Fan withNotes(List<FanNote> newNotes) {
    FanDraft next = new FanDraft(this);
    next.notes = newNotes;
    return next.fan();
  }

  Fan withMail(FanMail newMail) {
    FanDraft next = new FanDraft(this);
    next.mail = newMail;
    return next.fan();
  }

  /** What was known, and what was typed in its place or beside it. */
  static Map<String, String> merged(Map<String, String> known, Map<String, String> typed) {
    Map<String, String> all = new TreeMap<>(known);
    all.putAll(typed);
    return Map.copyOf(all);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "Fan[" + id + "]";
  }
}
