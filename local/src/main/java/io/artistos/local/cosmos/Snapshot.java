package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** A container's items at one moment. */
final class Snapshot implements AutoCloseable {

  /** An item with its key in the map. */
  record Entry(byte[] key, StoredItem item) {}

  private final MVStore store;
  private final MVStore.TxCounter usage;
  private final RootReference<byte[], StoredItem> root;
  private final RootReference<Long, byte[]> feed;
  private final Map<IndexSpec, RootReference<byte[], Integer>> indexes;

  Snapshot(
      MVStore store,
      MVStore.TxCounter usage,
      RootReference<byte[], StoredItem> root,
      RootReference<Long, byte[]> feed,
      Map<IndexSpec, RootReference<byte[], Integer>> indexes) {
    this.store = store;
    this.usage = usage;
    this.root = root;
    this.feed = feed;
    this.indexes = indexes;
  }

  @Nullable StoredItem get(byte[] key) {
    Cursor<byte[], StoredItem> cursor = new Cursor<>(root, key, key);
    if (!cursor.hasNext()) {
      return null;
    }
    cursor.next();
    return cursor.getValue();
  }

  /** The item of a key that an index has. */
  StoredItem existing(byte[] key) {
    return requireNonNull(get(key), "an index has an entry without an item");
  }

  /**
   * @param ranges ascending and disjoint
   * @param after only keys beyond this one; null for all
   */
  Iterator<Entry> scan(List<KeyRange> ranges, byte @Nullable [] after) {
    return new Scan(ranges, after);
  }

  /**
   * An index's entries.
   *
   * @param ranges of entries, ascending and disjoint, each with an end
   * @param after only entries beyond this one in the direction; null for all
   */
  Iterator<IndexSpec.Entry> entries(
      IndexSpec index, List<KeyRange> ranges, boolean descending, byte @Nullable [] after) {
    return new IndexScan(requireNonNull(indexes.get(index)), ranges, descending, after);
  }

  /** The items' keys in the order of their last writes, from after {@code version}. */
  Iterator<ChangeFeed.Change> changes(long version) {
    return ChangeFeed.after(feed, version);
  }

  /** The highest number that {@link #changes} can give; 0 without any item. */
  long lastChange() {
    Cursor<Long, byte[]> backwards = new Cursor<>(feed, null, null, true);
    return backwards.hasNext() ? backwards.next() : 0;
  }

  @Override
  public void close() {
    store.deregisterVersionUsage(usage);
  }

  private final class Scan implements Iterator<Entry> {

    private final Iterator<KeyRange> ranges;
    private final byte @Nullable [] after;
    private KeyRange range = KeyRange.ALL;
    private @Nullable Cursor<byte[], StoredItem> cursor;
    private @Nullable Entry ahead;

    Scan(List<KeyRange> ranges, byte @Nullable [] after) {
      this.ranges = ranges.iterator();
      this.after = after;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null) {
        if (cursor != null && cursor.hasNext()) {
          byte[] key = cursor.next();
          if (range.endsBefore(key)) {
            cursor = null;
          } else {
            ahead = new Entry(key, cursor.getValue());
          }
        } else if (ranges.hasNext()) {
          open(ranges.next());
        } else {
          return false;
        }
      }
      return true;
    }

    private void open(KeyRange next) {
      range = next;
      if (after != null) {
        // The next key after a key is the key with a zero byte more.
        byte[] beyond = Arrays.copyOf(after, after.length + 1);
        range = next.intersect(new KeyRange(beyond, null));
      }
      cursor = range.isEmpty() ? null : new Cursor<>(root, range.from(), null);
    }

    @Override
    public Entry next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Entry entry = ahead;
      ahead = null;
      return entry;
    }
  }
}
