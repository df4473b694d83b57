package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys from {@code from} (included) to {@code to} (left out; null is the end), compared as unsigned
 * bytes.
 */
record KeyRange(byte[] from, byte @Nullable [] to) {

  static final KeyRange ALL = new KeyRange(new byte[0], null);

  /** All keys that start with this. */
  static KeyRange prefix(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xFF) {
        byte[] end = Arrays.copyOf(prefix, i + 1);
        end[i]++;
        return new KeyRange(prefix, end);
      }
    }
    return new KeyRange(prefix, null);
  }

  static KeyRange one(byte[] key) {
    return new KeyRange(key, Arrays.copyOf(key, key.length + 1));
  }

  boolean isEmpty() {
    return to != null && Arrays.compareUnsigned(from, to) >= 0;
  }

  boolean contains(byte[] key) {
    return Arrays.compareUnsigned(from, key) <= 0 && !endsBefore(key);
  }

  boolean endsBefore(byte[] key) {
    return to != null && Arrays.compareUnsigned(key, to) >= 0;
  }

  KeyRange intersect(KeyRange other) {
    byte[] start = Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from;
    byte[] end = to == null ? other.to : to;
    if (to != null && other.to != null && Arrays.compareUnsigned(other.to, to) < 0) {
      end = other.to;
    }
    return new KeyRange(start, end);
  }

  /** About how many of a map's keys are in ranges that do not overlap; reads few pages for it. */
  static long count(MVMap<byte[], ?> map, List<KeyRange> ranges) {
    long count = 0;
    for (KeyRange range : ranges) {
      long end = range.to == null ? map.sizeAsLong() : rank(map, range.to);
      count += Math.max(0, end - rank(map, range.from));
    }
    return count;
  }

  private static long rank(MVMap<byte[], ?> map, byte[] key) {
    long index = map.getKeyIndex(key);
    return index < 0 ? -index - 1 : index;
  }

  /** The same keys in ascending ranges that do not overlap; empty ones are left out. */
  static List<KeyRange> disjoint(List<KeyRange> ranges) {
    List<KeyRange> sorted = new ArrayList<>(ranges);
    sorted.removeIf(KeyRange::isEmpty);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.from, b.from));
    List<KeyRange> merged = new ArrayList<>();
    for (KeyRange range : sorted) {
      KeyRange last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || (last.to != null && Arrays.compareUnsigned(range.from, last.to) > 0)) {
        merged.add(range);
      } else {
        merged.set(merged.size() - 1, new KeyRange(last.from, later(last.to, range.to)));
      }
    }
    return merged;
  }

  private static byte @Nullable [] later(byte @Nullable [] a, byte @Nullable [] b) {
    if (a == null || b == null) {
      return null;
    }
    return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
  }
}
