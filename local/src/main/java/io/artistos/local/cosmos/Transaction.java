package io.artistos.local.cosmos;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and changes of one request, which its container applies together at its end. */
final class Transaction {

  private final Container container;
  private final long now;
  private final Map<byte[], @Nullable StoredItem> changes = new TreeMap<>(Arrays::compareUnsigned);

  /** Who has a value of a unique key by now; null where it was given up. */
  private final Map<byte[], byte @Nullable []> claims = new TreeMap<>(Arrays::compareUnsigned);

  /**
   * @param now seconds since 1970
   */
  Transaction(Container container, long now) {
    this.container = container;
    this.now = now;
  }

  /** By the items' keys; null for what is removed. */
  Map<byte[], @Nullable StoredItem> changes() {
    return changes;
  }

  /** The item as this transaction sees it; null when there is none, or its time is over. */
  @Nullable StoredItem get(byte[] key) {
    StoredItem item = stored(key);
    return item == null || container.expired(item, now) ? null : item;
  }

  private @Nullable StoredItem stored(byte[] key) {
    return changes.containsKey(key) ? changes.get(key) : container.stored(key);
  }

  /**
   * Stores an item; when it throws, the transaction is as it was.
   *
   * @param old what is replaced, which keeps its rid
   * @throws Refusal 409 when another item has the same values of a unique key
   */
  StoredItem put(byte[] key, ItemBody body, @Nullable StoredItem old) {
    long written = container.next();
    long number = old == null ? written : old.number();
    String rid = ResourceIds.item(container.definition().rid(), number);
    String self = container.self() + rid + "/";
    byte[] json = body.complete(rid, self, container.bareEtag(written), now);
    StoredItem item = new StoredItem(now, body.ttl(), written, number, json);
    claim(key, item);
    changes.put(key, item);
    return item;
  }

  void remove(byte[] key) {
    container.next();
    claim(key, null);
    changes.put(key, null);
  }

  /** Removes all items whose keys are in the range, and gives how many there were. */
  int removeAll(KeyRange range) {
    Iterator<byte[]> keys = container.keysFrom(range.from());
    int removed = 0;
    while (keys.hasNext()) {
      byte[] key = keys.next();
      if (range.endsBefore(key)) {
        break;
      }
      remove(key);
      removed++;
    }
    return removed;
  }

  /** Gives how many were removed; what was written again meanwhile stays. */
  int removeExpired(List<byte[]> keys) {
    for (byte[] key : keys) {
      StoredItem item = container.stored(key);
      if (item != null && container.expired(item, now)) {
        remove(key);
      }
    }
    return changes.size();
  }

  private void claim(byte[] key, @Nullable StoredItem item) {
    if (container.definition().uniqueKeys().isEmpty()) {
      return;
    }
    UniqueKeys uniqueKeys = container.uniqueKeys();
    List<byte[]> values = item == null ? List.of() : uniqueKeys.values(item.json());
    for (byte[] value : values) {
      byte[] owner = claims.containsKey(value) ? claims.get(value) : uniqueKeys.owner(value);
      if (owner != null && !Arrays.equals(owner, key) && get(owner) != null) {
        throw Refusal.uniqueKeyTaken();
      }
    }
    StoredItem old = stored(key);
    if (old != null) {
      uniqueKeys.values(old.json()).forEach(value -> claims.put(value, null));
    }
    values.forEach(value -> claims.put(value, key));
  }
}
