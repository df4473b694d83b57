package io.artistos.shared.artists;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Closed;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Artist accounts, kept in memory for ten seconds: as long as an instance may go on after another
 * one deleted an account. Thread-safe.
 */
public final class Accounts {

  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MOST = 2_000;

  private final Database database;
  private final TimedCache<TenantId, Optional<Account>> cache;

  public Accounts(Database database, Clock clock) {
    this.database = database;
    this.cache = new TimedCache<>(clock, KEPT, MOST);
  }

  /** At most one request to Cosmos. */
  public Optional<Account> find(TenantId tenant) {
    return cache.get(tenant, this::read);
  }

  /**
   * The account, unless it is gone or deleted; at most one request to Cosmos.
   *
   * @throws Gone when it is being deleted
   * @throws NotFound when there is none
   */
  public Account open(TenantId tenant) {
    return checked(find(tenant));
  }

  /**
   * The same, always with one request: for what must stop at once when the account is deleted.
   *
   * @throws Gone when it is being deleted
   * @throws NotFound when there is none
   */
  public Account openNow(TenantId tenant) {
    return checked(read(tenant));
  }

  /** The account, deleted or not; always with one request. */
  public Optional<Account> findNow(TenantId tenant) {
    return read(tenant);
  }

  /** Forgets what is kept of the account, which was changed. */
  public void forget(TenantId tenant) {
    cache.forget(tenant);
  }

  private static Account checked(Optional<Account> found) {
    Account account = found.orElseThrow(() -> new NotFound("artist account"));
    if (account.deletion() != null) {
      throw new Closed();
    }
    return account;
  }

  private Optional<Account> read(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .read(Account.ID, Account.class)
        .map(Versioned::value);
  }
}
