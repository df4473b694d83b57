package io.artistos.local.cosmos;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Removes items whose time is over. Reads and queries leave them out already (contracts 5.9); this
 * frees their room, a few at a time, and has the file compacted.
 */
final class Expiry implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Expiry.class.getName());
  private static final int SECONDS = 30;
  private static final int AT_ONCE = 500;

  private final Store store;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cosmos-expiry").factory());

  Expiry(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void start() {
    var unused =
        timer.scheduleWithFixedDelay(this::sweepSafely, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void sweepSafely() {
    try {
      sweep();
      store.compact();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "expired items were not removed; will try again", e);
    }
  }

  /** Removes everything that has expired by now. */
  void sweep() {
    long now = clock.instant().getEpochSecond();
    for (Container container : store.containers()) {
      if (container.definition().defaultTtl() != null) {
        List<byte[]> keys = expired(container, now);
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
          List<byte[]> some = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
          container.write(now, transaction -> transaction.removeExpired(some));
        }
      }
    }
  }

  private static List<byte[]> expired(Container container, long now) {
    List<byte[]> keys = new ArrayList<>();
    try (Snapshot snapshot = container.snapshot()) {
      Iterator<Snapshot.Entry> entries = snapshot.scan(List.of(KeyRange.ALL), null);
      while (entries.hasNext()) {
        Snapshot.Entry entry = entries.next();
        if (container.expired(entry.item(), now)) {
          keys.add(entry.key());
        }
      }
    }
    return keys;
  }

  /** Waits for a sweep that is under way. */
  @Override
  public void close() {
    timer.close();
  }
}
