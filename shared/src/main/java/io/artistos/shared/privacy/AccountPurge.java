package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantContents;
import io.artistos.shared.cosmos.TenantContents.Deleted;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Signatures;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.http.Json;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.PurgeMessage;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Logger;

/**
 * Purges a deleted account, step by step: the data key first, then everything that there is, then a
 * look whether anything is left, and a receipt.
 *
 * <p>Nothing is claimed: each step counts or deletes, and doing that twice is doing it once. The
 * record is moved on by its ETag, so of two handlers at the same step one goes on and the other
 * ends. What broke off is repeated from the last record. Thread-safe.
 */
public final class AccountPurge {

  private static final Logger LOG = Logger.getLogger(AccountPurge.class.getName());

  /** For one message: some ten seconds in Azure, where a function may take five minutes. */
  static final int MOST_DELETED = TenantContents.MOST_AT_ONCE;

  /** Something still writes: no use in running after it. */
  private static final Duration NOT_EMPTY = Duration.ofMinutes(1);

  /** What comes after a step. */
  enum Outcome {
    /** The next step, at once. */
    GO_ON,
    /** Enough for one message. */
    ENOUGH,
    /** The same, and a while later. */
    WAIT,
    /** Nothing more to do, or somebody else is doing it. */
    END
  }

  private record Moved(Purge purge, Outcome outcome) {}

  private final Database database;
  private final TenantKeys keys;
  private final Accounts accounts;
  private final FanPages pages;
  private final RetiredSlugs retired;
  private final List<PurgeStore> stores; // in the order in which they are emptied
  private final Signatures signatures;
  private final MessageQueue queue;
  private final Clock clock;

  /**
   * @param queue where a purge that is not over asks for its next message
   */
  public AccountPurge(
      Database database,
      TenantBlobs blobs,
      TenantKeys keys,
      Accounts accounts,
      FanPages pages,
      RetiredSlugs retired,
      Signatures signatures,
      MessageQueue queue,
      Clock clock) {
    this.database = database;
    this.keys = keys;
    this.accounts = accounts;
    this.pages = pages;
    this.retired = retired;
    this.stores = PurgeStore.all(database, blobs);
    this.signatures = signatures;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Goes on where the purge is, deletes at most {@value #MOST_DELETED} items, and asks for another
   * message when that was not all. A read and a write of the record for each step.
   */
  public void handle(PurgeMessage message) {
    Outcome outcome = Outcome.GO_ON;
    while (outcome == Outcome.GO_ON) {
      outcome = step(message.tenant());
    }
    if (outcome != Outcome.END) {
      queue.send(message, outcome == Outcome.WAIT ? NOT_EMPTY : Duration.ZERO);
    }
  }

  /** For a message that failed too often: the record stays due, and the sweeper asks again. */
  public void giveBack(PurgeMessage message) {
    LOG.severe("purge failed too often, left to the sweeper; tenant=" + message.tenant());
  }

  /** One step, recorded. */
  Outcome step(TenantId tenant) {
    String id = Purge.idOf(tenant.value());
    Optional<Versioned<Purge>> read = database.directory().read(id, Purge.class);
    if (read.isEmpty()) {
      return Outcome.END;
    }
    Moved moved = move(read.get().value());
    boolean mine =
        moved.outcome() != Outcome.END
            && database.directory().replace(id, moved.purge(), read.get().etag());
    if (mine && moved.purge().step() == Purge.Step.DONE) {
      LOG.info("{\"event\":\"account-purged\",\"tenant\":\"" + tenant + "\"}");
      return Outcome.END;
    }
    return mine ? moved.outcome() : Outcome.END;
  }

  private Moved move(Purge purge) {
    return switch (purge.step()) {
      case DESTROY_KEY -> new Moved(destroyKey(purge), Outcome.GO_ON);
      case COUNT ->
          new Moved(purge.toSweep(counts(purge.tenant()), clock.instant()), Outcome.GO_ON);
      case SWEEP -> sweep(purge);
      case VERIFY -> verify(purge);
      case DONE -> new Moved(purge, Outcome.END);
    };
  }

  private Purge destroyKey(Purge purge) {
    keys.destroy(purge.tenant());
    List<PageAddress> all = pages.addressesOf(purge.tenant());
    all.forEach(address -> retired.retire(address.slug()));
    return purge.keyDestroyed(all.size(), clock.instant());
  }

  /** How much there is in each store; a query for each. */
  SortedMap<String, Long> counts(TenantId tenant) {
    SortedMap<String, Long> counts = new TreeMap<>();
    stores.forEach(store -> counts.put(store.name(), store.count(tenant)));
    return counts;
  }

  private Moved sweep(Purge purge) {
    int left = MOST_DELETED;
    boolean reached = purge.store() == null;
    for (PurgeStore store : stores) {
      reached |= store.name().equals(purge.store());
      boolean more = reached;
      while (more && left > 0) {
        Deleted deleted = store.deleteSome(purge.tenant(), left);
        left -= deleted.items();
        more = deleted.more();
      }
      if (more) {
        return new Moved(purge.sweptUpTo(store.name(), clock.instant()), Outcome.ENOUGH);
      }
    }
    // Last of all: as long as it is there, whatever asks for the account hears that it is gone.
    database.tenant(purge.tenant(), Containers.ACCOUNTS).delete(Account.ID);
    accounts.forget(purge.tenant());
    return new Moved(purge.toVerify(clock.instant()), Outcome.GO_ON);
  }

  private Moved verify(Purge purge) {
    SortedMap<String, Long> counts = counts(purge.tenant());
    Instant now = clock.instant();
    if (counts.values().stream().anyMatch(count -> count > 0)) {
      return new Moved(purge.toSweep(counts, now), Outcome.WAIT);
    }
    PurgeReceipt receipt =
        new PurgeReceipt(
            purge.tenant(),
            purge.deletedAt(),
            Objects.requireNonNull(purge.keyDestroyedAt()),
            purge.found(),
            purge.sweeps(),
            now,
            purge.retiredAddresses(),
            purge.keyDestroyedAt().plus(RetiredSlugs.KEPT));
    return new Moved(purge.done(receipt, signatures.sign(Json.write(receipt))), Outcome.GO_ON);
  }
}
