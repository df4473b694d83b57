package io.artistos.shared.notices;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to the artist that was or will be sent, as stored in {@code accounts}. What it says is
 * made when it is sent, from the items that it is about; nothing of it is kept here. Its id is made
 * from what it is about, so that the same mail cannot come about twice.
 *
 * <p>An occasion is one item until it is looked at for the first time: then it becomes the mail to
 * one reader, and in the same write there is one more for each other reader ({@link MailReaders}).
 *
 * @param reader user id of the member it goes to; null until then, and where the mail itself says
 *     whom it is for
 * @param about ids of the items it is about, by what they are: {@code release}, {@code plan}, …; or
 *     a date
 * @param ttl seconds from the last write, far longer than the occasion for the same mail can come
 *     again
 */
@ItemType(ArtistMail.TYPE)
public record ArtistMail(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    Kind kind,
    @Nullable String reader,
    Map<String, String> about,
    Instant createdAt,
    MailProgress mail,
    int ttl) {

  static final String TYPE = "artistMail";

  private static final int SCHEMA = 2;
  private static final int TTL_SECONDS = (int) Duration.ofDays(90).toSeconds();

  /** Whom mail of a kind is for. */
  enum Audience {
    /** Each owner of the account, as the team stands when it is sent. */
    OWNERS,
    /** Each member, likewise. */
    MEMBERS,
    /** Whoever its composer says. */
    OTHERS
  }

  /** What it tells, and how long after the occasion it is still worth sending. */
  public enum Kind {
    /** A plan waits for approval. */
    @JsonProperty("plan-ready")
    PLAN_READY(Duration.ofDays(7)),
    /** A release went live. */
    @JsonProperty("release-live")
    RELEASE_LIVE(Duration.ofDays(3)),
    /** What is to do today; tomorrow it would be wrong. */
    @JsonProperty("todays-actions")
    TODAYS_ACTIONS(Duration.ofHours(14)),
    /** Spotify does not take the artist's consent any more. */
    @JsonProperty("spotify-reconnect")
    SPOTIFY_RECONNECT(Duration.ofDays(7)),
    /** Somebody floods a fan page; an hour later it is over, but good to know. */
    @JsonProperty("page-under-attack")
    PAGE_UNDER_ATTACK(Duration.ofDays(1)),
    /** The account was deleted, and can be taken back; goes out although it is deleted. */
    @JsonProperty("account-deleted")
    ACCOUNT_DELETED(Duration.ofDays(7)),
    /** Somebody is asked to join the team; goes to them, and is worth no more than its link. */
    @JsonProperty("invitation")
    INVITATION(Duration.ofDays(7), Audience.OTHERS),
    /**
     * The terms or the privacy policy change; goes to a member, once for all their accounts, and
     * therefore also when this one is deleted.
     */
    @JsonProperty("policy-changed")
    POLICY_CHANGED(Duration.ofDays(15), Audience.OTHERS),
    /** Somebody of the staff asks to be let in; lapses after as long. */
    @JsonProperty("support-requested")
    SUPPORT_REQUESTED(Duration.ofDays(7)),
    /** Somebody of the staff was let in, for a day at most. */
    @JsonProperty("support-granted")
    SUPPORT_GRANTED(Duration.ofDays(1)),
    /** Access of the staff was ended, because it was used in an unusual way. */
    @JsonProperty("support-ended")
    SUPPORT_ENDED(Duration.ofDays(7)),
    /** Staff made a member the owner; also when the account is deleted, as that one may mind. */
    @JsonProperty("owner-named")
    OWNER_NAMED(Duration.ofDays(7), Audience.MEMBERS);

    private final Duration worthSending;
    private final Audience audience;

    Kind(Duration worthSending) {
      this(worthSending, Audience.OWNERS);
    }

    Kind(Duration worthSending, Audience audience) {
      this.worthSending = worthSending;
      this.audience = audience;
    }

    Audience audience() {
      return audience;
    }

    /** Whether it goes out although its account is deleted; no other mail does. */
    boolean toDeletedAccounts() {
      return this == ACCOUNT_DELETED || this == POLICY_CHANGED || this == OWNER_NAMED;
    }

    /** Lower case with hyphens, for ids and tags. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Duration worthSending() {
      return worthSending;
    }
  }

  /**
   * A mail that is due now.
   *
   * @param ref tells it from others of its kind and tenant: base64url, digits and hyphens
   */
  public static ArtistMail due(
      TenantId tenant, Kind kind, String ref, Map<String, String> about, Instant now) {
    return new ArtistMail(
        "mail-" + kind.word() + "-" + ref,
        tenant,
        TYPE,
        SCHEMA,
        kind,
        null,
        about,
        now,
        MailProgress.first(now),
        TTL_SECONDS);
  }

  /**
   * The id of an item that it is about.
   *
   * @throws IllegalStateException when it is not about such a thing
   */
  public String about(String what) {
    String found = about.get(what);
    if (found == null) {
      throw new IllegalStateException(id + " is not about a " + what);
    }
    return found;
  }

  /** Whether nobody has looked yet whom it goes to. */
  boolean isOfNobody() {
    return reader == null && kind.audience() != Audience.OTHERS;
  }

  /** The same to one reader. */
  ArtistMail to(String userId) {
    return new ArtistMail(
        id, tenantId, type, SCHEMA, kind, userId, about, createdAt, mail, TTL_SECONDS);
  }

  /** The same to one more reader, in an item of its own, due now. */
  ArtistMail alsoTo(String userId, Instant now) {
    return new ArtistMail(
        id + "_" + userId,
        tenantId,
        type,
        SCHEMA,
        kind,
        userId,
        about,
        createdAt,
        MailProgress.first(now),
        TTL_SECONDS);
  }

  ArtistMail with(MailProgress progress) {
    return new ArtistMail(
        id, tenantId, type, SCHEMA, kind, reader, about, createdAt, progress, TTL_SECONDS);
  }
}
