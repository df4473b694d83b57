package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * Which item of a logical partition has which values of a unique key. A value that is missing
 * counts as null, so that one item at most may be without it (learn.microsoft.com, Unique keys in
 * Azure Cosmos DB).
 */
final class UniqueKeys implements Derived {

  private final MVStore store;
  private final ContainerDefinition definition;
  private final MVMap<byte[], byte[]> owners;

  UniqueKeys(MVStore store, ContainerDefinition definition) {
    this.store = store;
    this.definition = definition;
    this.owners =
        store.openMap(
            "unique." + definition.rid(),
            new MVMap.Builder<byte[], byte[]>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
  }

  /** The key of the item that has the value now; null when none has it. */
  byte @Nullable [] owner(byte[] value) {
    return owners.get(value);
  }

  /** One text for each unique key: the partition, which key it is, and the item's values. */
  List<byte[]> values(byte[] json) {
    JsonNode item = Json.parse(json);
    List<byte[]> values = new ArrayList<>();
    String partition = PartitionKey.of(item, definition.paths()).text();
    for (int i = 0; i < definition.uniqueKeys().size(); i++) {
      StringBuilder value = new StringBuilder(partition).append(i);
      for (List<String> path : definition.uniqueKeys().get(i)) {
        JsonNode at = PartitionKey.at(item, path);
        value.append(',').append(at.isMissingNode() ? "null" : Values.canonical(at));
      }
      values.add(value.toString().getBytes(StandardCharsets.UTF_8));
    }
    return values;
  }

  @Override
  public void changed(byte[] key, @Nullable StoredItem old, @Nullable StoredItem item) {
    if (definition.uniqueKeys().isEmpty()) {
      return;
    }
    if (old != null) {
      for (byte[] value : values(old.json())) {
        // Another item of the same transaction may have it by now.
        byte[] owner = owners.get(value);
        if (owner != null && Arrays.equals(owner, key)) {
          owners.remove(value);
        }
      }
    }
    if (item != null) {
      values(item.json()).forEach(value -> owners.put(value, key));
    }
  }

  @Override
  public void remove() {
    store.removeMap(owners);
  }
}
