package io.artistos.local.cosmos;

import io.artistos.local.cosmos.sql.Continuation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A way to a query's items. */
sealed interface Access {

  /**
   * Entries of an index.
   *
   * @param entries ascending and disjoint
   * @param once whether an item has one entry in them at most
   */
  record Lookup(IndexSpec spec, List<KeyRange> entries, boolean once) {}

  /**
   * A place to go on from, and the item that is there.
   *
   * @param place the item's key, or the index's entry
   */
  record Found(byte[] place, StoredItem item) {}

  /** What a continuation must say for {@link Found#place} to be understood; empty for keys. */
  String name();

  /**
   * @param start null at the beginning
   */
  Iterator<Found> items(Snapshot snapshot, @Nullable Continuation start);

  /** All items in the ranges, in the order of their keys. */
  record Scan(List<KeyRange> ranges) implements Access {

    @Override
    public String name() {
      return "";
    }

    @Override
    public Iterator<Found> items(Snapshot snapshot, @Nullable Continuation start) {
      return stream(snapshot.scan(ranges, start == null ? null : start.tie()))
          .map(entry -> new Found(entry.key(), entry.item()))
          .iterator();
    }
  }

  /** Items that any of the lookups gives, in the order of their keys. */
  record Collected(List<Lookup> lookups, List<KeyRange> ranges) implements Access {

    @Override
    public String name() {
      return "";
    }

    @Override
    public Iterator<Found> items(Snapshot snapshot, @Nullable Continuation start) {
      TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
      for (Lookup lookup : lookups) {
        stream(snapshot.entries(lookup.spec, lookup.entries, false, null))
            .map(entry -> lookup.spec.itemKey(entry.key(), entry.valueLength()))
            .filter(key -> within(ranges, key))
            .filter(key -> start == null || Arrays.compareUnsigned(key, start.tie()) > 0)
            .forEach(keys::add);
      }
      return keys.stream().map(key -> new Found(key, snapshot.existing(key))).iterator();
    }
  }

  /** Items in the order of an index that serves WHERE. */
  record Streamed(Lookup lookup, List<KeyRange> ranges) implements Access {

    @Override
    public String name() {
      return lookup.spec.name();
    }

    @Override
    public Iterator<Found> items(Snapshot snapshot, @Nullable Continuation start) {
      byte[] after = start == null ? null : start.tie();
      return stream(snapshot.entries(lookup.spec, lookup.entries, false, after))
          .filter(entry -> within(ranges, lookup.spec.itemKey(entry.key(), entry.valueLength())))
          .map(
              entry ->
                  new Found(
                      entry.key(),
                      snapshot.existing(lookup.spec.itemKey(entry.key(), entry.valueLength()))))
          .iterator();
    }
  }

  /** Items in the order of an index that serves ORDER BY. */
  record Sorted(Lookup lookup, boolean descending, List<KeyRange> ranges) implements Access {

    @Override
    public String name() {
      return "";
    }

    @Override
    public Iterator<Found> items(Snapshot snapshot, @Nullable Continuation start) {
      byte[] after = start == null ? null : lookup.spec.entry(start.tie(), start.place()).key();
      return stream(snapshot.entries(lookup.spec, lookup.entries, descending, after))
          .map(entry -> lookup.spec.itemKey(entry.key(), entry.valueLength()))
          .filter(key -> within(ranges, key))
          .map(key -> new Found(key, snapshot.existing(key)))
          .iterator();
    }
  }

  private static boolean within(List<KeyRange> ranges, byte[] key) {
    for (KeyRange range : ranges) {
      if (range.contains(key)) {
        return true;
      }
    }
    return false;
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    Iterable<T> all = () -> iterator;
    return StreamSupport.stream(all.spliterator(), false);
  }
}
