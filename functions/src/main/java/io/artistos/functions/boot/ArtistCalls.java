package io.artistos.functions.boot;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.tenancy.TenantId;

/**
 * For which artist account a call is: the header {@code Artist-Account} names it by slug. Until
 * there is sign-in the caller's function key opens every account. Thread-safe.
 */
public final class ArtistCalls {

  private static final String HEADER = "Artist-Account";

  private final FanPages pages;
  private final Accounts accounts;

  ArtistCalls(FanPages pages, Accounts accounts) {
    this.pages = pages;
    this.accounts = accounts;
  }

  /**
   * The account, which is not deleted; two reads in Cosmos, kept for ten seconds.
   *
   * @throws InvalidInput when the header is missing
   * @throws NotFound when there is no such account
   * @throws Gone when it is being deleted
   */
  public Account account(Call call) {
    return accounts.open(anyTenant(call));
  }

  /** The tenant of {@link #account}; throws the same. */
  public TenantId tenant(Call call) {
    return account(call).tenantId();
  }

  /**
   * The tenant, whether or not its account is being deleted: for taking the deletion back.
   *
   * @throws InvalidInput when the header is missing
   * @throws NotFound when there is no such account
   */
  public TenantId anyTenant(Call call) {
    String slug =
        call.header("artist-account")
            .orElseThrow(
                () ->
                    new InvalidInput(HEADER, "required", "This header names the artist by slug."));
    return pages.anyAddress(slug).tenantId();
  }
}
