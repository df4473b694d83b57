package io.artistos.shared.artists;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;

/**
 * An artist account, as stored in {@code accounts}, one to a tenant.
 *
 * @param postalAddress one line; the law wants it under every mail to fans (CAN-SPAM, 15 U.S.C.
 *     7704(a)(5))
 */
public record Account(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String artistName,
    String postalAddress,
    Instant createdAt) {

  /** The only account item of its tenant. */
  public static final String ID = "account";

  private static final int SCHEMA = 1;

  static Account of(TenantId tenant, String artistName, String postalAddress, Instant now) {
    return new Account(ID, tenant, ID, SCHEMA, artistName, postalAddress, now);
  }
}
