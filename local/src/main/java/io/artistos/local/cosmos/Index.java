package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.IntegerDataType;
import org.jspecify.annotations.Nullable;

/** One index: its entries, in a map to the number of bytes that are values. */
final class Index {

  private final IndexSpec spec;
  private final MVMap<byte[], Integer> entries;
  private volatile boolean complete;

  Index(IndexSpec spec, String rid, MVStore store, boolean complete) {
    this.spec = spec;
    this.complete = complete;
    this.entries =
        store.openMap(
            mapName(rid, spec.name()),
            new MVMap.Builder<byte[], Integer>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(IntegerDataType.INSTANCE));
  }

  static String mapName(String rid, String specName) {
    return prefix(rid) + specName;
  }

  /** What the names of all maps of a container's indexes start with. */
  static String prefix(String rid) {
    return "index." + rid + ".";
  }

  IndexSpec spec() {
    return spec;
  }

  MVMap<byte[], Integer> entries() {
    return entries;
  }

  /** Whether all items are in it; until then it must not be read. */
  boolean complete() {
    return complete;
  }

  void completed() {
    complete = true;
  }

  /** About how many entries there are in these ranges. */
  long count(List<KeyRange> ranges) {
    return KeyRange.count(entries, ranges);
  }

  /** Changes the entries of one item; those that stay are left alone. */
  void change(byte[] key, @Nullable JsonNode old, @Nullable JsonNode item) {
    Map<byte[], Integer> before = of(key, old);
    Map<byte[], Integer> after = of(key, item);
    for (byte[] entry : before.keySet()) {
      if (!after.containsKey(entry)) {
        entries.remove(entry);
      }
    }
    after.forEach(
        (entry, length) -> {
          if (!before.containsKey(entry)) {
            entries.put(entry, length);
          }
        });
  }

  /** Puts an item in that may be in already. */
  void add(byte[] key, JsonNode item) {
    of(key, item).forEach(entries::put);
  }

  private Map<byte[], Integer> of(byte[] key, @Nullable JsonNode item) {
    Map<byte[], Integer> all = new TreeMap<>(Arrays::compareUnsigned);
    if (item != null) {
      spec.entries(key, item).forEach(entry -> all.put(entry.key(), entry.valueLength()));
    }
    return all;
  }
}
