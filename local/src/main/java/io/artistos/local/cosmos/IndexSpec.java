package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.OrderedBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an index is made of. Its entries are an item's effective key to the depth, then the values
 * of the parts, then the rest of the item's key: so the items of a partition (or under a prefix of
 * the key, or of the whole container) come by value, and those of one value by key.
 *
 * @param depth how many levels of the partition key come before the values
 * @param parts one, or those of a composite index, of which the first one is ascending
 */
record IndexSpec(int depth, List<Part> parts) {

  /**
   * A property.
   *
   * @param path names from the item down
   * @param element an entry for each element of the array that is there
   */
  record Part(List<String> path, boolean element, boolean descending) {}

  /** An entry, and how many of its bytes are the values. */
  record Entry(byte[] key, int valueLength) {}

  /** One text for each specification; {@link #parse} reads it. */
  String name() {
    ArrayNode array = Json.object().arrayNode().add(depth);
    for (Part part : parts) {
      ArrayNode names = array.addArray().add(part.element).add(part.descending);
      part.path.forEach(names::add);
    }
    return new String(Json.bytes(array), StandardCharsets.UTF_8);
  }

  static IndexSpec parse(String name) {
    JsonNode array = Json.parse(name);
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i < array.size(); i++) {
      List<String> path = new ArrayList<>();
      for (int n = 2; n < array.get(i).size(); n++) {
        path.add(array.get(i).get(n).textValue());
      }
      parts.add(
          new Part(path, array.get(i).get(0).booleanValue(), array.get(i).get(1).booleanValue()));
    }
    return new IndexSpec(array.get(0).intValue(), parts);
  }

  int groupLength() {
    return depth * EffectiveKey.LEVEL;
  }

  boolean single() {
    return parts.size() == 1;
  }

  /** An item's entries; none where an array is missing. */
  List<Entry> entries(byte[] itemKey, JsonNode item) {
    Part first = parts.getFirst();
    if (!first.element) {
      return List.of(entry(itemKey, parts.stream().map(p -> at(item, p)).toList()));
    }
    Set<byte[]> values = new TreeSet<>(Arrays::compareUnsigned);
    JsonNode array = at(item, first);
    if (array.isArray()) {
      array.forEach(element -> values.add(OrderedBytes.of(element)));
    }
    return values.stream().map(value -> entry(itemKey, value)).toList();
  }

  /** The entry of an item with these values, one for each part. */
  Entry entry(byte[] itemKey, List<JsonNode> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = OrderedBytes.of(values.get(i));
      out.writeBytes(parts.get(i).descending ? OrderedBytes.reversed(bytes) : bytes);
    }
    return entry(itemKey, out.toByteArray());
  }

  private Entry entry(byte[] itemKey, byte[] value) {
    byte[] key = new byte[itemKey.length + value.length];
    System.arraycopy(itemKey, 0, key, 0, groupLength());
    System.arraycopy(value, 0, key, groupLength(), value.length);
    System.arraycopy(
        itemKey, groupLength(), key, groupLength() + value.length, itemKey.length - groupLength());
    return new Entry(key, value.length);
  }

  /** The key of the item that an entry is about. */
  byte[] itemKey(byte[] entry, int valueLength) {
    byte[] key = new byte[entry.length - valueLength];
    System.arraycopy(entry, 0, key, 0, groupLength());
    System.arraycopy(
        entry, groupLength() + valueLength, key, groupLength(), key.length - groupLength());
    return key;
  }

  private static JsonNode at(JsonNode item, Part part) {
    return PartitionKey.at(item, part.path);
  }
}
