package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import io.artistos.local.cosmos.sql.Pins;
import io.artistos.local.cosmos.sql.Query;
import io.artistos.local.http.Request;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Which keys a query has to look at. */
final class QueryScope {

  private static final List<String> ID = List.of("id");

  private QueryScope() {}

  /**
   * What the headers confine the query to: a partition, the partitions under a prefix of a
   * hierarchical key (contracts 5.8), a range of effective keys, or the whole container.
   *
   * @throws Refusal 400 when they say nothing
   */
  static KeyRange of(Request request, ContainerDefinition container) {
    String key = request.header("x-ms-documentdb-partitionkey");
    if (key != null) {
      return partition(PartitionKey.parse(key), container);
    }
    String start = request.header("x-ms-start-epk");
    String end = request.header("x-ms-end-epk");
    if (start != null && end != null) {
      if (container.version() == 1) {
        throw Refusal.unsupported("a range of effective partition keys of version 1");
      }
      return new KeyRange(effective(start), effective(end));
    }
    if (start != null || end != null) {
      throw Refusal.badRequest("A range of effective partition keys has a start and an end.");
    }
    String range = request.header("x-ms-documentdb-partitionkeyrangeid");
    if (range == null) {
      throw Refusal.badRequest("Cross partition query is required but disabled.");
    }
    if (!range.equals("0")) {
      throw new Refusal(410, Refusal.RANGE_GONE, "There is no partition key range " + range + ".");
    }
    return KeyRange.ALL;
  }

  /**
   * The part of the scope that WHERE can select from. Here an index would come in; for now it is
   * the partition key and the id.
   */
  static List<KeyRange> ranges(
      Query query,
      Map<String, JsonNode> parameters,
      ContainerDefinition container,
      KeyRange scope) {
    List<KeyRange> ranges = new ArrayList<>();
    for (Map<List<String>, JsonNode> pins : Pins.of(query, parameters)) {
      ranges.add(pinned(pins, container).intersect(scope));
    }
    return KeyRange.disjoint(ranges);
  }

  private static KeyRange pinned(Map<List<String>, JsonNode> pins, ContainerDefinition container) {
    List<JsonNode> levels = new ArrayList<>();
    for (List<String> path : container.paths()) {
      JsonNode value = pins.getOrDefault(path, Values.UNDEFINED);
      if (!value.isValueNode()) {
        break;
      }
      levels.add(value);
    }
    if (levels.isEmpty()) {
      return KeyRange.ALL;
    }
    JsonNode id = pins.getOrDefault(ID, Values.UNDEFINED);
    PartitionKey key = new PartitionKey(levels);
    if (levels.size() == container.paths().size() && id.isTextual()) {
      return KeyRange.one(PartitionKey.itemKey(key.storagePrefix(), id.textValue()));
    }
    return partition(key, container);
  }

  private static KeyRange partition(PartitionKey key, ContainerDefinition container) {
    int levels = key.levels().size();
    if (levels > container.paths().size()) {
      throw Refusal.badRequest("The partition key has too many components.");
    }
    return KeyRange.prefix(
        levels == container.paths().size() ? key.storagePrefix() : EffectiveKey.of(key.levels()));
  }

  private static byte[] effective(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("An effective partition key is hexadecimal.");
    }
  }
}
