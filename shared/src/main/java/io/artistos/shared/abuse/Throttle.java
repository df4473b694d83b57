package io.artistos.shared.abuse;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.PartialUpdate;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits that hold on all instances together. For each limit, subject and window there is one
 * counter in {@code directory}. An instance allows the first {@link Limit#free} calls by itself;
 * beyond them it leases calls from the counter, a twentieth of the limit at a time, and charges the
 * free ones with the first lease.
 *
 * <p>Requests to Cosmos: none for the free calls, none for a call that a lease covers, none for a
 * refused one; a lease is one patch, the window's first one three requests at most. A limit used up
 * by one instance costs some 21.
 *
 * <p>What gets through in a window: never more than the limit out of leases, so with {@code free} 0
 * never more at all. Free calls come on top where an instance never leases, or first leases when
 * nothing is left: at most {@code calls + free × (instances − 1)} together.
 *
 * <p>When the counter cannot be reached, calls are let through, and for five seconds nobody asks
 * again: people who do nothing wrong matter more than the limit. It is logged once for each limit
 * and window; the next lease charges these calls. An instance remembers the {@value #MOST} subjects
 * and windows used last; who is pushed out has its free calls once more.
 *
 * <p>Subjects are neither stored nor logged: the counter's id is a keyed hash. Thread-safe; one for
 * the life of the process.
 */
public final class Throttle {

  /** Some 5 MB. */
  static final int MOST = 20_000;

  private static final int TRIES = 3;

  private record Key(String limit, String subject, long window) {}

  private final Database database;
  private final KeyedHash hashes;
  private final Clock clock;
  private final Outage outage;
  private final Recent<Key, Tally> tallies = new Recent<>(MOST);

  public Throttle(Database database, KeyedHash hashes, Clock clock) {
    this.database = database;
    this.hashes = hashes;
    this.clock = clock;
    this.outage = new Outage(clock);
  }

  /**
   * Counts one call.
   *
   * @param subject who is limited: an id, or {@link io.artistos.shared.geo.ClientNetwork#subject}
   * @throws TooMany with the time until the window ends
   */
  public void take(Limit limit, String subject) {
    take(limit, subject, 1);
  }

  /**
   * Counts several calls at once, all or none of them.
   *
   * @param calls 1 to {@link Limit#calls}: more can never be allowed
   * @throws TooMany with the time until the window ends; fewer calls may still be possible
   */
  public void take(Limit limit, String subject, int calls) {
    if (calls < 1 || calls > limit.calls()) {
      throw new IllegalArgumentException(calls + " calls at once of " + limit.name());
    }
    Instant now = clock.instant();
    Key key = new Key(limit.name(), subject, limit.windowAt(now));
    Tally tally = tallies.get(key, Tally::new);
    tally.lock.lock();
    try {
      if (!tally.takes(limit, calls) && !leases(limit, key, tally, calls)) {
        throw new TooMany(limit.restAt(now));
      }
    } finally {
      tally.lock.unlock();
    }
  }

  private boolean leases(Limit limit, Key key, Tally tally, int calls) {
    if (tally.exhausted()) {
      return false;
    }
    if (outage.lasts()) {
      tally.owe(calls);
      return true;
    }
    try {
      long wanted = tally.wanted(limit, calls);
      tally.lease(limit, wanted, raise(limit, key, wanted));
      return tally.takes(limit, calls);
    } catch (Unavailable e) {
      outage.began(limit.name(), key.window(), e);
      tally.owe(calls);
      return true;
    }
  }

  /** Raises the shared counter and returns what it is then. */
  private long raise(Limit limit, Key key, long by) {
    String id = "calls:" + hashes.id("limit " + limit.name(), key.window() + " " + key.subject());
    DirectoryItems directory = database.directory();
    PartialUpdate more = new PartialUpdate().increment("/calls", by);
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<Counter>> raised = directory.patch(id, more, Counter.class);
      if (raised.isPresent()) {
        return raised.get().value().calls();
      }
      try {
        directory.create(id, Counter.of(id, by, limit.ttl()), "counter");
        return by;
      } catch (AlreadyExists e) {
        // Another instance made it just now.
      }
    }
    throw new Unavailable("a counter that comes and goes", Duration.ofSeconds(1), null);
  }

  /** How many subjects and windows it remembers. */
  int remembered() {
    return tallies.size();
  }
}
