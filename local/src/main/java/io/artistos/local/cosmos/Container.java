package io.artistos.local.cosmos;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
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

  private final ContainerDefinition definition;
  private final String databaseRid;
  private final MVStore store;
  private final MVMap<byte[], StoredItem> items;
  private final MVMap<String, Long> marks;
  private final Committer committer;
  private final ReentrantLock writing = new ReentrantLock();

  /** Held while several entries change, so that no reader sees some of them. */
  private final StampedLock changing = new StampedLock();

  private volatile long version;
  private long reserved;

  /**
   * @param marks sequence numbers that may have been used, by the container's rid
   */
  Container(
      ContainerDefinition definition,
      String databaseRid,
      MVStore store,
      MVMap<byte[], StoredItem> items,
      MVMap<String, Long> marks,
      Committer committer) {
    this.definition = definition;
    this.databaseRid = databaseRid;
    this.store = store;
    this.items = items;
    this.marks = marks;
    this.committer = committer;
    this.version = marks.getOrDefault(definition.rid(), 0L);
    this.reserved = version;
  }

  ContainerDefinition definition() {
    return definition;
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
            marks.remove(definition.rid());
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
    if (!changing.validate(stamp)) {
      stamp = changing.readLock();
      try {
        root = items.getRoot();
      } finally {
        changing.unlockRead(stamp);
      }
    }
    return new Snapshot(store, usage, root);
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
        if (items.isClosed()) {
          throw Refusal.ownerMissing();
        }
        Transaction transaction = new Transaction(now);
        T result = work.apply(transaction);
        transaction.apply();
        return result;
      } finally {
        writing.unlock();
      }
    } finally {
      committer.commit();
    }
  }

  String etag(StoredItem item) {
    return "\"" + bareEtag(item.version()) + "\"";
  }

  /** Never the same for two writes, not even after the container was made anew. */
  private String bareEtag(long itemVersion) {
    return String.format("%08x-%016x", definition.rid().hashCode(), itemVersion);
  }

  /** Reads and changes of one request, applied together at its end. */
  final class Transaction {

    private final long now;
    private final Map<byte[], @Nullable StoredItem> changes =
        new TreeMap<>(Arrays::compareUnsigned);

    private Transaction(long now) {
      this.now = now;
    }

    /** The item as this transaction sees it; null when there is none, or its time is over. */
    @Nullable StoredItem get(byte[] key) {
      StoredItem item = changes.containsKey(key) ? changes.get(key) : items.get(key);
      return item == null || expired(item, now) ? null : item;
    }

    /**
     * @param old what is replaced, which keeps its rid
     */
    StoredItem put(byte[] key, ItemBody body, @Nullable StoredItem old) {
      long written = next();
      long number = old == null ? written : old.number();
      String rid = ResourceIds.item(definition.rid(), number);
      String self = "dbs/" + databaseRid + "/colls/" + definition.rid() + "/docs/" + rid + "/";
      byte[] json = body.complete(rid, self, bareEtag(written), now);
      StoredItem item = new StoredItem(now, body.ttl(), written, number, json);
      changes.put(key, item);
      return item;
    }

    void remove(byte[] key) {
      next();
      changes.put(key, null);
    }

    /** Gives how many were removed; what was written again meanwhile stays. */
    int removeExpired(List<byte[]> keys) {
      for (byte[] key : keys) {
        StoredItem item = items.get(key);
        if (item != null && expired(item, now)) {
          remove(key);
        }
      }
      return changes.size();
    }

    private long next() {
      long number = version + 1;
      if (number > reserved) {
        reserved = number + RESERVED;
        marks.put(definition.rid(), reserved);
      }
      version = number;
      return number;
    }

    private void apply() {
      if (changes.size() == 1) {
        change();
      } else if (!changes.isEmpty()) {
        committer.together(this::changeUnseen);
      }
    }

    private void changeUnseen() {
      long stamp = changing.writeLock();
      try {
        change();
      } finally {
        changing.unlockWrite(stamp);
      }
    }

    private void change() {
      changes.forEach(
          (key, item) -> {
            if (item == null) {
              items.remove(key);
            } else {
              items.put(key, item);
            }
          });
    }
  }
}
