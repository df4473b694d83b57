package io.artistos.shared.artists;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An artist account, as its own people see it.
 *
 * @param deletion present while it is deleted
 */
public record AccountView(
    TenantId tenantId,
    String artistName,
    ZoneId timeZone,
    String postalAddress,
    @Nullable String country,
    @Nullable Agreement terms,
    @Nullable Agreement privacyPolicy,
    Instant createdAt,
    Account.@Nullable Deletion deletion) {

  /** Who is a child is nobody's but the staff's to know. */
  public static AccountView of(Account account) {
    Account.Deletion deletion = account.deletion();
    return new AccountView(
        account.tenantId(),
        account.artistName(),
        account.timeZone(),
        account.postalAddress(),
        account.country(),
        account.terms(),
        account.privacyPolicy(),
        account.createdAt(),
        deletion == null ? null : deletion.ofChild(null));
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "AccountView[" + tenantId + "]";
  }
}
