package io.artistos.shared.artists;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An artist account, as stored in {@code accounts}, one to a tenant. What is nullable was not asked
 * for from the start.
 *
 * @param timeZone the artist's days begin and end in it
 * @param postalAddress one line; the law wants it under every mail to fans (CAN-SPAM, 15 U.S.C.
 *     7704(a)(5))
 * @param country ISO 3166-1 alpha-2
 * @param ageStatedAt when the artist gave a date of birth that was old enough; the date itself is
 *     never kept
 * @param slugChanges when the slug was changed, the latest ones
 * @param deletion present from the moment that the account is deleted until it is taken back
 */
public record Account(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String artistName,
    ZoneId timeZone,
    String postalAddress,
    @Nullable String country,
    @Nullable Agreement terms,
    @Nullable Agreement privacyPolicy,
    @Nullable Instant ageStatedAt,
    @Nullable List<Instant> slugChanges,
    Instant createdAt,
    @Nullable Deletion deletion) {

  /** The only account item of its tenant. */
  public static final String ID = "account";

  private static final int SCHEMA = 4;

  /**
   * The account was deleted: nothing of it works any more, and after a while it is purged.
   *
   * @param requestedAt when
   * @param purgeAfter until then it can be taken back
   * @param purgeStartedAt present once the purge has begun: from then on there is no way back
   * @param child user id of the owner who is a child and whose sign-in goes, too; there is no way
   *     back from that either
   */
  public record Deletion(
      Instant requestedAt,
      Instant purgeAfter,
      @Nullable Instant purgeStartedAt,
      @Nullable String child) {

    public Deletion(Instant requestedAt, Instant purgeAfter) {
      this(requestedAt, purgeAfter, null, null);
    }

    /** The same, whose purge may begin at {@code now}. */
    public Deletion due(Instant now) {
      return purgeAfter.isAfter(now) ? new Deletion(requestedAt, now, purgeStartedAt, child) : this;
    }

    /** The same, its purge begun. */
    public Deletion purged(Instant now) {
      return new Deletion(requestedAt, purgeAfter, now, child);
    }

    /** The same, of a child's account or, with null, of somebody whom it does not name. */
    public Deletion ofChild(@Nullable String userId) {
      return new Deletion(requestedAt, purgeAfter, purgeStartedAt, userId);
    }

    /** Whether it cannot be taken back any more. */
    public boolean isFinal(Instant now) {
      return purgeStartedAt != null || child != null || !now.isBefore(purgeAfter);
    }
  }

  static Account of(TenantId tenant, NewArtist artist, Instant now) {
    Stated stated = artist.stated();
    return new Account(
        ID,
        tenant,
        ID,
        SCHEMA,
        artist.artistName(),
        artist.timeZone(),
        artist.postalAddress(),
        stated.country(),
        new Agreement(stated.terms(), now),
        new Agreement(stated.privacyPolicy(), now),
        now,
        null,
        now,
        null);
  }

  /** The same account, deleted or, with null, taken back. */
  public Account with(@Nullable Deletion change) {
    return copy(artistName, timeZone, postalAddress, country, slugChanges, change);
  }

  /** The same with what its people can change. */
  Account with(AccountFields fields) {
    return copy(
        fields.artistName(),
        fields.timeZone(),
        fields.postalAddress(),
        fields.country(),
        slugChanges,
        deletion);
  }

  /** When the slug was changed after {@code time}. */
  List<Instant> slugChangesAfter(Instant time) {
    List<Instant> all = slugChanges == null ? List.of() : slugChanges;
    return all.stream().filter(change -> change.isAfter(time)).toList();
  }

  /** The same, its slug changed once more after those. */
  Account slugChanged(List<Instant> before, Instant now) {
    List<Instant> changes = Stream.concat(before.stream(), Stream.of(now)).toList();
    return copy(artistName, timeZone, postalAddress, country, changes, deletion);
  }

  private Account copy(
      String name,
      ZoneId zone,
      String address,
      @Nullable String land,
      @Nullable List<Instant> changes,
      @Nullable Deletion end) {
    return new Account(
        id,
        tenantId,
        type,
        SCHEMA,
        name,
        zone,
        address,
        land,
        terms,
        privacyPolicy,
        ageStatedAt,
        changes,
        createdAt,
        end);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "Account[" + tenantId + "]";
  }
}
