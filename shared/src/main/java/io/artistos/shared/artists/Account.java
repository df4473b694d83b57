package io.artistos.shared.artists;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An artist account, as stored in {@code accounts}, one to a tenant.
 *
 * @param email where the platform writes to the artist
 * @param timeZone the artist's days begin and end in it
 * @param postalAddress one line; the law wants it under every mail to fans (CAN-SPAM, 15 U.S.C.
 *     7704(a)(5))
 * @param deletion present from the moment that the account is deleted until it is taken back
 */
public record Account(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String artistName,
    String email,
    ZoneId timeZone,
    String postalAddress,
    Instant createdAt,
    @Nullable Deletion deletion) {

  /** The only account item of its tenant. */
  public static final String ID = "account";

  private static final int SCHEMA = 2;

  /**
   * The account was deleted: nothing of it works any more, and after a while it is purged.
   *
   * @param requestedAt when
   * @param purgeAfter until then it can be taken back
   * @param purgeStartedAt present once the purge has begun: from then on there is no way back
   */
  public record Deletion(
      Instant requestedAt, Instant purgeAfter, @Nullable Instant purgeStartedAt) {

    public Deletion(Instant requestedAt, Instant purgeAfter) {
      this(requestedAt, purgeAfter, null);
    }
  }

  static Account of(TenantId tenant, NewArtist artist, Instant now) {
    return new Account(
        ID,
        tenant,
        ID,
        SCHEMA,
        artist.artistName(),
        artist.email().value(),
        artist.timeZone(),
        artist.postalAddress(),
        now,
        null);
  }

  /** The same account, deleted or, with null, taken back. */
  public Account with(@Nullable Deletion change) {
    return new Account(
        id, tenantId, type, SCHEMA, artistName, email, timeZone, postalAddress, createdAt, change);
  }
}
