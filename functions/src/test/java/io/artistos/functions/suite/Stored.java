package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every item of every container at one moment. Left out is what a refusal may leave: the counters
 * that limit calls, the audit log, what is usual for somebody of the staff, and on which day a key
 * was used; and the views of pages, which are written some time after their calls.
 */
record Stored(Map<String, String> items) {

  private static final Set<String> LEFT_ANYHOW =
      Set.of("counter", "auditEvent", "staffProfile", "pageViews");

  static Stored in(RunningSuite suite) {
    Map<String, String> items = new TreeMap<>();
    suite.suite().cosmos().dump().forEach(item -> items.put(id(item), item));
    return new Stored(items);
  }

  /** The id that a database gives to an item for as long as it is there. */
  private static String id(String item) {
    int at = item.lastIndexOf("\"_rid\":\"");
    return item.substring(at, item.indexOf('"', at + 8));
  }

  /** What is another now, or there, or gone before its time; in words. */
  List<String> changes(Stored now, long epochSecond) {
    Set<String> ids = new TreeSet<>(items.keySet());
    ids.addAll(now.items.keySet());
    List<String> changes = new ArrayList<>();
    for (String id : ids) {
      String before = items.get(id);
      String after = now.items.get(id);
      if (!Objects.equals(before, after)) {
        JsonNode was = before == null ? null : RunningSuite.read(before);
        JsonNode is = after == null ? null : RunningSuite.read(after);
        String type = Objects.requireNonNull(is == null ? was : is).path("type").asText();
        boolean over = was != null && is == null && isOver(was, epochSecond);
        if (!LEFT_ANYHOW.contains(type) && !over && !Objects.equals(steady(was), steady(is))) {
          changes.add(was + " became " + is);
        }
      }
    }
    return changes;
  }

  private static boolean isOver(JsonNode item, long epochSecond) {
    return item.path("ttl").asLong() > 0
        && item.path("_ts").asLong() + item.path("ttl").asLong() <= epochSecond;
  }

  private static @Nullable JsonNode steady(@Nullable JsonNode item) {
    if (item instanceof ObjectNode object) {
      object.remove(List.of("_etag", "_ts"));
      object.path("keys").forEach(key -> ((ObjectNode) key).remove("lastUsedOn"));
      sort(object);
    }
    return item;
  }

  /** Sets are written in any order. */
  private static void sort(JsonNode node) {
    if (node instanceof ArrayNode array && array.valueStream().allMatch(JsonNode::isTextual)) {
      List<JsonNode> sorted =
          array.valueStream().sorted(Comparator.comparing(JsonNode::asText)).toList();
      array.removeAll().addAll(sorted);
    }
    node.forEach(Stored::sort);
  }
}
