package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A partition key's values, one to three.
 *
 * @param levels strings, numbers, booleans, nulls; missing where the item has no such property
 */
record PartitionKey(List<JsonNode> levels) {

  /**
   * Reads the header {@code x-ms-documentdb-partitionkey}: {@code ["a","b"]}, none is {@code [{}]}.
   */
  static PartitionKey parse(String header) {
    JsonNode array;
    try {
      array = Json.parse(header);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("Partition key " + header + " is invalid.");
    }
    List<JsonNode> levels = new ArrayList<>();
    for (JsonNode value : array) {
      levels.add(value.isObject() && value.isEmpty() ? Values.UNDEFINED : scalar(value));
    }
    if (!array.isArray() || levels.isEmpty() || levels.size() > 3) {
      throw Refusal.badRequest("Partition key " + header + " is invalid.");
    }
    return new PartitionKey(levels);
  }

  /** Takes the key out of an item. */
  static PartitionKey of(JsonNode item, List<List<String>> paths) {
    List<JsonNode> levels = new ArrayList<>(paths.size());
    for (List<String> path : paths) {
      levels.add(scalar(at(item, path)));
    }
    return new PartitionKey(levels);
  }

  /** What an item has at a path of names; missing where it has nothing. */
  static JsonNode at(JsonNode item, List<String> path) {
    JsonNode at = item;
    for (String name : path) {
      at = at.path(name);
    }
    return at;
  }

  private static JsonNode scalar(JsonNode value) {
    if (value.isContainerNode()) {
      throw Refusal.badRequest("A partition key cannot be an array or an object.");
    }
    return value;
  }

  /**
   * What the keys of all items under this partition key start with. The hash comes first, so that
   * the items under a prefix of the key, and in a range of hashes, are one range; the values
   * follow, so that two keys of one hash stay two.
   */
  byte[] storagePrefix() {
    byte[] effective = EffectiveKey.of(levels);
    ByteArrayOutputStream out = new ByteArrayOutputStream(effective.length + 48);
    out.writeBytes(effective);
    levels.forEach(level -> encode(level, out));
    return out.toByteArray();
  }

  boolean same(PartitionKey other) {
    return Arrays.equals(encoded(), other.encoded());
  }

  /** How long the values are together, counting strings alone. */
  int bytes() {
    return levels.stream()
        .filter(JsonNode::isTextual)
        .mapToInt(level -> level.textValue().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  /** One text for each key, and no other. */
  String text() {
    StringBuilder text = new StringBuilder();
    levels.forEach(level -> text.append(Values.canonical(level)).append(','));
    return text.toString();
  }

  private byte[] encoded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    levels.forEach(level -> encode(level, out));
    return out.toByteArray();
  }

  /** No encoding is the start of another. */
  private static void encode(JsonNode value, ByteArrayOutputStream out) {
    switch (value.getNodeType()) {
      case NULL -> out.write(1);
      case BOOLEAN -> out.write(value.booleanValue() ? 3 : 2);
      case NUMBER -> {
        out.write(4);
        // Adding zero makes minus zero zero.
        out.writeBytes(ByteBuffer.allocate(8).putDouble(value.doubleValue() + 0.0).array());
      }
      case STRING -> {
        out.write(5);
        for (byte b : value.textValue().getBytes(StandardCharsets.UTF_8)) {
          out.write(b);
          if (b == 0) {
            out.write(0xFF);
          }
        }
        out.write(0);
        out.write(0);
      }
      default -> out.write(0);
    }
  }

  /** The key of one item in a container's map. */
  static byte[] itemKey(byte[] storagePrefix, String id) {
    byte[] suffix = id.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(storagePrefix, storagePrefix.length + suffix.length);
    System.arraycopy(suffix, 0, key, storagePrefix.length, suffix.length);
    return key;
  }
}
