package io.artistos.local.cosmos;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.jspecify.annotations.Nullable;

/**
 * The items' keys in the order of their last writes, by log sequence number: each item once, and
 * none that was deleted, as in the service's latest-version mode (contracts 5.8).
 */
final class ChangeFeed implements Derived {

  /** A key in the container's map, and the number of its item's last write. */
  record Change(long version, byte[] key) {}

  private final MVStore store;
  private final MVMap<Long, byte[]> keys;

  /** Opens the map, and fills it where the file is from before there was one. */
  ChangeFeed(MVStore store, String rid, MVMap<byte[], StoredItem> items) {
    this.store = store;
    this.keys =
        store.openMap(
            "feed." + rid,
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    if (keys.isEmpty()) {
      for (Map.Entry<byte[], StoredItem> entry : items.entrySet()) {
        keys.put(entry.getValue().version(), entry.getKey());
      }
    }
  }

  @Override
  public void changed(byte[] key, @Nullable StoredItem old, @Nullable StoredItem item) {
    if (old != null) {
      keys.remove(old.version());
    }
    if (item != null) {
      keys.put(item.version(), key);
    }
  }

  @Override
  public void remove() {
    store.removeMap(keys);
  }

  RootReference<Long, byte[]> root() {
    return keys.getRoot();
  }

  /** The changes in this state of the map that came after {@code version}. */
  static Iterator<Change> after(RootReference<Long, byte[]> root, long version) {
    Cursor<Long, byte[]> cursor = new Cursor<>(root, version + 1, null);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public Change next() {
        if (!cursor.hasNext()) {
          throw new NoSuchElementException();
        }
        return new Change(cursor.next(), cursor.getValue());
      }
    };
  }
}
