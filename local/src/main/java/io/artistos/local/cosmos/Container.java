package io.artistos.local.cosmos;

import io.artistos.local.cosmos.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The items of one container, in one map by {@link PartitionKey#storagePrefix} and id. One writer
 * at a time; readers take the map's newest root and wait for nobody.
 */
final class Container {

  /**
   * Sequence numbers are reserved in such steps, so that only one write in many stores the mark.
   */
  private static final long RESERVED = 10_000;

  /** An index of many items is made in commits of so many. */
  private static final int INDEXED_AT_ONCE = 50_000;

  private volatile ContainerDefinition definition;
  private final String databaseRid;
  private final MVStore store;
  private final MVMap<byte[], StoredItem> items;
  private final MVMap<String, Long> marks;
  private final ChangeFeed feed;
  private final UniqueKeys uniqueKeys;
  private final Indexes indexes;
  private volatile IndexedPaths indexed;
  private final List<Derived> derived;
  private final Committer committer;
  private final Budget budget;
  private final ReentrantLock writing = new ReentrantLock();

  /** Held while several entries change, so that no reader sees some of them. */
  private final StampedLock changing = new StampedLock();

  private volatile long version;
  private long reserved;

  /**
   * @param marks sequence numbers that may have been used, by the container's rid; and its budget
   * @param clock of the budget
   */
  Container(
      ContainerDefinition definition,
      String databaseRid,
      MVStore store,
      MVMap<byte[], StoredItem> items,
      MVMap<String, Long> marks,
      Committer committer,
      Clock clock) {
    this.definition = definition;
    this.databaseRid = databaseRid;
    this.store = store;
    this.items = items;
    this.marks = marks;
    this.feed = new ChangeFeed(store, definition.rid(), items);
    this.uniqueKeys = new UniqueKeys(store, definition);
    this.indexed = IndexedPaths.of(definition.body().path("indexingPolicy"));
    this.indexes = new Indexes(store, definition.rid(), indexed);
    this.derived = List.of(feed, uniqueKeys, indexes);
    this.committer = committer;
    this.budget = new Budget(clock, marks.getOrDefault(budgetMark(), 0L));
    this.version = marks.getOrDefault(definition.rid(), 0L);
    this.reserved = version;
  }

  ContainerDefinition definition() {
    return definition;
  }

  /** Takes a new definition, of which the keys are the old ones. */
  void redefine(ContainerDefinition changed) {
    indexed = IndexedPaths.of(changed.body().path("indexingPolicy"));
    definition = changed;
  }

  Budget budget() {
    return budget;
  }

  /** Sets the budget for good: units a second, 0 for no limit. */
  void limit(long unitsPerSecond) {
    committer.together(() -> marks.put(budgetMark(), unitsPerSecond));
    committer.checkpoint();
    budget.limit(unitsPerSecond);
  }

  private String budgetMark() {
    return "units " + definition.rid();
  }

  /** What may be indexed. */
  IndexedPaths indexed() {
    return indexed;
  }

  /** About how many items there are in these ranges. */
  long count(List<KeyRange> ranges) {
    return KeyRange.count(items, ranges);
  }

  /** The index with all items in it. The first call makes it, and takes its time. */
  Index index(IndexSpec spec) {
    Index index;
    writing.lock();
    try {
      requireOpen();
      index = indexes.open(spec);
    } finally {
      writing.unlock();
    }
    synchronized (index) {
      byte @Nullable [] next = new byte[0];
      while (next != null && !index.complete()) {
        next = fill(index, next);
        committer.checkpoint();
      }
    }
    return index;
  }

  /** Puts some items into an index; gives where to go on, or null when all are in. */
  private byte @Nullable [] fill(Index index, byte[] from) {
    writing.lock();
    try {
      requireOpen();
      List<byte[]> next = new ArrayList<>();
      committer.together(
          () -> {
            Cursor<byte[], StoredItem> cursor = items.cursor(from);
            for (int n = 0; n < INDEXED_AT_ONCE && cursor.hasNext(); n++) {
              byte[] key = cursor.next();
              index.add(key, Json.parse(cursor.getValue().json()));
            }
            if (cursor.hasNext()) {
              next.add(cursor.next());
            } else {
              indexes.completed(index);
            }
          });
      return next.isEmpty() ? null : next.getFirst();
    } finally {
      writing.unlock();
    }
  }

  private void requireOpen() {
    if (items.isClosed()) {
      throw Refusal.ownerMissing();
    }
  }

  /** The log sequence number of the last write; after a restart it jumps ahead. */
  long version() {
    return version;
  }

  /**
   * Removes the items for good, and in the same commit does what else goes with them; writes that
   * come later find no container.
   */
  void remove(Runnable alongside) {
    writing.lock();
    try {
      committer.together(
          () -> {
            store.removeMap(items);
            derived.forEach(Derived::remove);
            marks.remove(definition.rid());
            marks.remove(budgetMark());
            alongside.run();
          });
    } finally {
      writing.unlock();
    }
  }

  /** The items as they are now; close it soon, it keeps old pages alive. */
  Snapshot snapshot() {
    MVStore.TxCounter usage = store.registerVersionUsage();
    long stamp = changing.tryOptimisticRead();
    var root = items.getRoot();
    var changes = feed.root();
    var lookups = indexes.roots();
    if (!changing.validate(stamp)) {
      stamp = changing.readLock();
      try {
        root = items.getRoot();
        changes = feed.root();
        lookups = indexes.roots();
      } finally {
        changing.unlockRead(stamp);
      }
    }
    return new Snapshot(store, usage, root, changes, lookups);
  }

  /** Returns when everything that a snapshot taken before shows is there to stay. */
  void settle() {
    committer.commit();
  }

  /** Whether the item's time is over at {@code now} (seconds since 1970). */
  boolean expired(StoredItem item, long now) {
    Integer defaultTtl = definition.defaultTtl();
    if (defaultTtl == null) {
      return false;
    }
    int ttl = item.ttl() == 0 ? defaultTtl : item.ttl();
    return ttl > 0 && item.written() + ttl <= now;
  }

  /**
   * Runs a transaction and returns when it is committed. When it throws, nothing is changed; what
   * it saw is committed then, so that no client acts on a conflict with something that is lost.
   *
   * @param now seconds since 1970
   */
  <T> T write(long now, Function<Transaction, T> work) {
    try {
      writing.lock();
      try {
        requireOpen();
        Transaction transaction = new Transaction(this, now);
        T result = work.apply(transaction);
        apply(transaction.changes());
        return result;
      } finally {
        writing.unlock();
      }
    } finally {
      committer.commit();
    }
  }

  private void apply(Map<byte[], @Nullable StoredItem> changes) {
    if (!changes.isEmpty()) {
      Journal.Entry entry = new Journal.Entry(definition.rid(), version, changes);
      committer.together(entry, () -> change(changes));
    }
  }

  /** Changes what readers see, all at once. */
  private void change(Map<byte[], @Nullable StoredItem> changes) {
    long stamp = changing.writeLock();
    try {
      changes.forEach(
          (key, item) -> {
            StoredItem old = item == null ? items.remove(key) : items.put(key, item);
            derived.forEach(map -> map.changed(key, old, item));
          });
    } finally {
      changing.unlockWrite(stamp);
    }
  }

  /** Does again what a transaction did before the process ended. */
  void replay(Journal.Entry entry) {
    change(entry.changes());
    version = Math.max(version, entry.version());
    reserved = version;
  }

  /** For the transaction under way: a log sequence number of its own for each write. */
  long next() {
    long number = version + 1;
    if (number > reserved) {
      reserved = number + RESERVED;
      marks.put(definition.rid(), reserved);
    }
    version = number;
    return number;
  }

  /** For the transaction under way: what is there before it, also when its time is over. */
  @Nullable StoredItem stored(byte[] key) {
    return items.get(key);
  }

  Iterator<byte[]> keysFrom(byte[] key) {
    return items.keyIterator(key);
  }

  UniqueKeys uniqueKeys() {
    return uniqueKeys;
  }

  /** The part of an item's address that is the container's. */
  String self() {
    return "dbs/" + databaseRid + "/colls/" + definition.rid() + "/docs/";
  }

  String etag(StoredItem item) {
    return "\"" + bareEtag(item.version()) + "\"";
  }

  /** Never the same for two writes, not even after the container was made anew. */
  String bareEtag(long itemVersion) {
    return String.format("%08x-%016x", definition.rid().hashCode(), itemVersion);
  }
}
