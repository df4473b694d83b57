package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Account.Deletion;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.PurgeMessage;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the purges whose time has come, asks again for those that stand still, and puts right the
 * pages of accounts whose deletion, or its taking back, broke off half-way. Thread-safe.
 */
public final class PurgeSweeper {

  private static final Logger LOG = Logger.getLogger(PurgeSweeper.class.getName());

  /** Longer than a message's work takes. */
  static final Duration LATE = Duration.ofMinutes(10);

  /** A deletion is looked after for so long, which is many runs of the timer. */
  private static final Duration FRESH = Duration.ofDays(1);

  private static final int MOST = 500;

  /**
   * What a run did.
   *
   * @param started purges that began
   * @param again purges that were asked for again
   * @param settled accounts whose pages were compared with them
   */
  public record Swept(int started, int again, int settled) {}

  private final Database database;
  private final AccountDeletion deletions;
  private final MessageQueue queue;
  private final Clock clock;

  public PurgeSweeper(
      Database database, AccountDeletion deletions, MessageQueue queue, Clock clock) {
    this.database = database;
    this.deletions = deletions;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Four queries over all tenants. Then for each purge that starts a read and two writes, for each
   * that stands still a read and a write; for each account deleted within a day two queries and
   * three reads, for each page that is closed a read.
   */
  public Swept sweep() {
    Instant now = clock.instant();
    int started =
        each(database.sweep().accountsToPurge(now, MOST), ref -> start(ref.tenantId(), now));
    int again =
        each(database.sweep().purgesDueBefore(now.minus(LATE), MOST), ref -> again(ref, now));
    Instant fresh = now.plus(AccountDeletion.REGRET).minus(FRESH);
    int settled =
        each(database.sweep().accountsToPurgeAfter(fresh, MOST), ref -> settle(ref.tenantId()))
            + each(database.sweep().closedPages(MOST), ref -> settleIfOpen(ref.tenantId()));
    return new Swept(started, again, settled);
  }

  private static int each(List<Ref> refs, Predicate<Ref> action) {
    return CrossTenantSweep.each(refs, "sweeping deletions", action);
  }

  /** From the account's mark on there is no way back; the record follows, or does the next time. */
  boolean start(TenantId tenant, Instant now) {
    Deletion deletion =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .update(Account.ID, Account.class, account -> marked(account, now))
            .map(Account::deletion)
            .orElse(null);
    if (deletion == null || deletion.purgeStartedAt() == null) {
      return false;
    }
    Purge purge = Purge.of(tenant, deletion.requestedAt(), now);
    try {
      database.directory().create(purge.id(), purge, "purge");
    } catch (AlreadyExists e) {
      return false;
    }
    enqueue(tenant);
    return true;
  }

  private static Account marked(Account account, Instant now) {
    Deletion deletion = account.deletion();
    if (deletion == null
        || deletion.purgeStartedAt() != null
        || now.isBefore(deletion.purgeAfter())) {
      return account;
    }
    return account.with(deletion.purged(now));
  }

  private boolean again(Ref ref, Instant now) {
    Optional<Versioned<Purge>> read = database.directory().read(ref.id(), Purge.class);
    // So that the next run leaves it alone; whoever is at it ends, and the new message goes on.
    boolean mine =
        read.isPresent()
            && read.get().value().dueAt() != null
            && database
                .directory()
                .replace(ref.id(), read.get().value().dueSince(now), read.get().etag());
    if (mine) {
      enqueue(ref.tenantId());
    }
    return mine;
  }

  private boolean settle(TenantId tenant) {
    deletions.settle(tenant);
    return true;
  }

  private boolean settleIfOpen(TenantId tenant) {
    boolean open =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .read(Account.ID, Account.class)
            .filter(account -> account.value().deletion() == null)
            .isPresent();
    return open && settle(tenant);
  }

  /** A message that cannot be sent is no loss: the record is due, and found again. */
  private void enqueue(TenantId tenant) {
    try {
      queue.send(new PurgeMessage(tenant));
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "purge not enqueued, left to the sweeper; tenant=" + tenant, e);
    }
  }
}
