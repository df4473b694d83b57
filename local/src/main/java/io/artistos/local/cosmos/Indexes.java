package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * A container's indexes. The indexing policy says which there may be; one is made when the first
 * query asks for it that has enough items to look at, and from then on every write keeps it. So a
 * policy of everything ({@code /*}) costs a write nothing for properties that no query names, and a
 * file from before there were indexes needs no conversion.
 */
final class Indexes implements Derived {

  private final MVStore store;
  private final String rid;

  /** The complete ones, by rid and specification. */
  private final MVMap<String, Boolean> catalog;

  private final List<Index> open = new CopyOnWriteArrayList<>();

  Indexes(MVStore store, String rid, IndexedPaths declared) {
    this.store = store;
    this.rid = rid;
    this.catalog = store.openMap("indexes");
    String prefix = Index.prefix(rid);
    for (String map : List.copyOf(store.getMapNames())) {
      if (map.startsWith(prefix)) {
        String name = map.substring(prefix.length());
        IndexSpec spec = IndexSpec.parse(name);
        if (catalog.containsKey(key(name)) && declared(spec, declared)) {
          open.add(new Index(spec, rid, store, true));
        } else {
          // Its making broke off, or the policy has changed.
          catalog.remove(key(name));
          store.removeMap(map);
        }
      }
    }
  }

  private static boolean declared(IndexSpec spec, IndexedPaths declared) {
    IndexSpec.Part first = spec.parts().getFirst();
    return spec.single()
        ? declared.include(first.path(), first.element())
        : declared.composites().contains(spec.parts());
  }

  private String key(String name) {
    return rid + " " + name;
  }

  /** The entries of each index as they are now. */
  Map<IndexSpec, RootReference<byte[], Integer>> roots() {
    if (open.isEmpty()) {
      return Map.of();
    }
    Map<IndexSpec, RootReference<byte[], Integer>> roots = new HashMap<>();
    open.forEach(index -> roots.put(index.spec(), index.entries().getRoot()));
    return roots;
  }

  /** The index, which may be incomplete; changes go into it from now on. */
  Index open(IndexSpec spec) {
    for (Index index : open) {
      if (index.spec().equals(spec)) {
        return index;
      }
    }
    Index index = new Index(spec, rid, store, false);
    open.add(index);
    return index;
  }

  /** Says that all items are in it. */
  void completed(Index index) {
    catalog.put(key(index.spec().name()), true);
    index.completed();
  }

  @Override
  public void changed(byte[] key, @Nullable StoredItem old, @Nullable StoredItem item) {
    if (open.isEmpty()) {
      return;
    }
    JsonNode before = old == null ? null : Json.parse(old.json());
    JsonNode after = item == null ? null : Json.parse(item.json());
    open.forEach(index -> index.change(key, before, after));
  }

  @Override
  public void remove() {
    for (Index index : open) {
      catalog.remove(key(index.spec().name()));
      store.removeMap(index.entries());
    }
    open.clear();
  }
}
