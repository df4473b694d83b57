package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
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
    String email,
    ZoneId timeZone,
    String postalAddress,
    Instant createdAt,
    Account.@Nullable Deletion deletion) {

  static AccountView of(Account account) {
    return new AccountView(
        account.tenantId(),
        account.artistName(),
        account.email(),
        account.timeZone(),
        account.postalAddress(),
        account.createdAt(),
        account.deletion());
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "AccountView[" + tenantId + "]";
  }
}
