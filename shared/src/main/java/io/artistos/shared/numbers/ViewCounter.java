package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.PartialUpdate;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.http.Json;
import io.artistos.shared.numbers.Tally.Sum;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts views in memory and writes them down a little later, so that showing a page costs the
 * database nothing: a write for each page and five seconds and instance, however many look at it.
 * An instance writes items of its own, each time the whole sum: none is written by two, and none
 * twice. Who dies loses what it had not written, seconds of views and nothing else. Thread-safe;
 * one for the life of the process.
 */
public final class ViewCounter {

  private static final Logger LOG = Logger.getLogger(ViewCounter.class.getName());

  /**
   * Pages and days that an instance remembers; what goes is begun anew. Some 90 MB at the worst.
   */
  private static final int MOST = 2_000;

  private static final int ID_BYTES = 16;

  private record Key(TenantId tenant, LocalDate day, String page) {}

  /** What this instance counted; changed under {@link #counting}. */
  private static final class Count {

    private final String id;
    private final Sum sum = new Sum();
    private boolean stored;
    private boolean news;

    Count(String id) {
      this.id = id;
    }
  }

  /** A sum as it was at one moment. */
  private record Snapshot(Key key, Count count, Tally tally) {}

  private final Database database;
  private final SecureRandom random;
  private final Clock clock;
  private final Executor later;
  private final ReentrantLock counting = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Key, Count> counts = new LinkedHashMap<>();
  private final AtomicBoolean asked = new AtomicBoolean();

  /**
   * @param later runs what it is given a few seconds later
   */
  public ViewCounter(Database database, SecureRandom random, Clock clock, Executor later) {
    this.database = database;
    this.random = random;
    this.clock = clock;
    this.later = later;
  }

  /** Counts one view; no request. */
  public void seen(TenantId tenant, String page, Place place) {
    Key key = new Key(tenant, Marks.day(clock.instant()), page);
    counting.lock();
    try {
      Count count = counts.computeIfAbsent(key, one -> new Count(newId()));
      count.sum.add(place);
      count.news = true;
    } finally {
      counting.unlock();
    }
    ask();
  }

  /** Once for all that comes until it is written. */
  private void ask() {
    if (asked.compareAndSet(false, true)) {
      later.execute(this::write);
    }
  }

  private String newId() {
    return "views-" + Base64Url.encode(Base64Url.randomBytes(random, ID_BYTES));
  }

  /** Writes down what was counted since: one request for each page that was looked at. */
  void write() {
    writing.lock();
    try {
      asked.set(false);
      List<Snapshot> failed = news().stream().filter(one -> !isStored(one)).toList();
      forget(failed);
      if (!failed.isEmpty()) {
        ask();
      }
    } finally {
      writing.unlock();
    }
  }

  private List<Snapshot> news() {
    List<Snapshot> news = new ArrayList<>();
    counting.lock();
    try {
      counts.forEach(
          (key, count) -> {
            if (count.news) {
              news.add(new Snapshot(key, count, count.sum.tally()));
              count.news = false;
            }
          });
      return news;
    } finally {
      counting.unlock();
    }
  }

  private boolean isStored(Snapshot one) {
    try {
      store(one);
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "views are not written down yet; tenant=" + one.key().tenant(), e);
      return false;
    }
  }

  private void store(Snapshot one) {
    TenantId tenant = one.key().tenant();
    TenantItems items = database.tenant(tenant, Containers.PERFORMANCE);
    String id = one.count().id;
    if (!one.count().stored) {
      try {
        items.create(
            id,
            ViewsItem.of(id, tenant, one.key().day(), one.key().page(), one.tally()),
            "views of a page");
        one.count().stored = true;
        return;
      } catch (AlreadyExists e) {
        // The answer to an earlier try got lost.
        one.count().stored = true;
      }
    }
    PartialUpdate sum = new PartialUpdate().set("/views", Json.MAPPER.valueToTree(one.tally()));
    if (!items.patch(id, sum, "c.type = 'pageViews'")) {
      LOG.warning("views came after their day was added up; tenant=" + tenant);
    }
  }

  /** What is written down and over, and all that is written down when it becomes too much. */
  private void forget(List<Snapshot> failed) {
    LocalDate today = Marks.day(clock.instant());
    counting.lock();
    try {
      failed.forEach(one -> one.count().news = true);
      boolean full = counts.size() > MOST;
      counts
          .entrySet()
          .removeIf(
              entry -> !entry.getValue().news && (full || entry.getKey().day().isBefore(today)));
    } finally {
      counting.unlock();
    }
  }
}
