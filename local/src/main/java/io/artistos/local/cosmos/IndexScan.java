package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** Walks through ranges of an index's entries, in either direction. */
final class IndexScan implements Iterator<IndexSpec.Entry> {

  private final RootReference<byte[], Integer> root;
  private final Iterator<KeyRange> ranges;
  private final boolean descending;
  private final byte @Nullable [] after;
  private KeyRange range = KeyRange.ALL;
  private @Nullable Cursor<byte[], Integer> cursor;
  private IndexSpec.@Nullable Entry ahead;

  /**
   * @param ranges ascending and disjoint, each with an end
   * @param after only entries beyond this one in the direction; null for all
   */
  IndexScan(
      RootReference<byte[], Integer> root,
      List<KeyRange> ranges,
      boolean descending,
      byte @Nullable [] after) {
    this.root = root;
    this.ranges = (descending ? ranges.reversed() : ranges).iterator();
    this.descending = descending;
    this.after = after;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null) {
      if (cursor != null && cursor.hasNext()) {
        byte[] key = cursor.next();
        if (range.contains(key)) {
          ahead = new IndexSpec.Entry(key, cursor.getValue());
        } else if (descending
            ? Arrays.compareUnsigned(key, range.from()) < 0
            : range.endsBefore(key)) {
          cursor = null;
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
    range = after == null ? next : next.intersect(beyond(after));
    if (range.isEmpty()) {
      cursor = null;
    } else {
      cursor =
          descending
              ? new Cursor<>(root, requireNonNull(range.to()), null, true)
              : new Cursor<>(root, range.from(), null);
    }
  }

  private KeyRange beyond(byte[] entry) {
    // The next key after a key is the key with a zero byte more.
    return descending
        ? new KeyRange(new byte[0], entry)
        : new KeyRange(Arrays.copyOf(entry, entry.length + 1), null);
  }

  @Override
  public IndexSpec.Entry next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    IndexSpec.Entry entry = ahead;
    ahead = null;
    return entry;
  }
}
