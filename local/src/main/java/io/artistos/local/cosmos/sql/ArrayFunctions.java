package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static io.artistos.local.cosmos.json.Values.bool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Functions of arrays and objects. */
final class ArrayFunctions {

  private static final int ANY_NUMBER = Integer.MAX_VALUE;

  private ArrayFunctions() {}

  static Map<String, Functions.Function> functions() {
    Map<String, Functions.Function> all = new HashMap<>();
    all.put("ARRAY_CONTAINS", Functions.taking(2, 3, ArrayFunctions::contains));
    all.put("ARRAY_CONTAINS_ANY", Functions.taking(2, ANY_NUMBER, args -> containsOf(args, true)));
    all.put("ARRAY_CONTAINS_ALL", Functions.taking(2, ANY_NUMBER, args -> containsOf(args, false)));
    all.put("ARRAY_LENGTH", Functions.taking(1, ArrayFunctions::length));
    all.put("ARRAY_SLICE", Functions.taking(2, 3, ArrayFunctions::slice));
    all.put("ARRAY_CONCAT", Functions.taking(2, ANY_NUMBER, ArrayFunctions::concat));
    all.put("SETUNION", Functions.taking(2, args -> set(concat(args), value -> true)));
    all.put("SETINTERSECT", Functions.taking(2, args -> filtered(args, true)));
    all.put("SETDIFFERENCE", Functions.taking(2, args -> filtered(args, false)));
    all.put("OBJECTTOARRAY", Functions.taking(1, ArrayFunctions::pairs));
    return all;
  }

  /** The third argument, when true, lets an object match one that has its members and more. */
  private static JsonNode contains(List<JsonNode> args) {
    JsonNode array = args.get(0);
    JsonNode wanted = args.get(1);
    if (!array.isArray() || Values.isUndefined(wanted)) {
      return UNDEFINED;
    }
    if (args.size() == 3 && !args.get(2).isBoolean()) {
      return UNDEFINED;
    }
    boolean partial = args.size() == 3 && args.get(2).booleanValue();
    for (JsonNode element : array) {
      if (Values.equal(element, wanted) || (partial && includes(element, wanted))) {
        return bool(true);
      }
    }
    return bool(false);
  }

  private static boolean includes(JsonNode element, JsonNode wanted) {
    if (!element.isObject() || !wanted.isObject()) {
      return false;
    }
    for (var member : wanted.properties()) {
      JsonNode value = element.get(member.getKey());
      if (value == null
          || !(Values.equal(value, member.getValue()) || includes(value, member.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode containsOf(List<JsonNode> args, boolean any) {
    List<JsonNode> wanted = args.subList(1, args.size());
    if (!args.getFirst().isArray() || wanted.stream().anyMatch(Values::isUndefined)) {
      return UNDEFINED;
    }
    Predicate<JsonNode> there = value -> has(args.getFirst(), value);
    return bool(any ? wanted.stream().anyMatch(there) : wanted.stream().allMatch(there));
  }

  private static boolean has(JsonNode array, JsonNode wanted) {
    for (JsonNode element : array) {
      if (Values.equal(element, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode length(List<JsonNode> args) {
    return args.getFirst().isArray() ? Values.number(args.getFirst().size()) : UNDEFINED;
  }

  /** From a start, which counts from the end when it is negative, as many as are wanted. */
  private static JsonNode slice(List<JsonNode> args) {
    JsonNode array = args.get(0);
    JsonNode length = args.size() == 3 ? args.get(2) : Values.number(Integer.MAX_VALUE);
    if (!array.isArray() || !isWhole(args.get(1)) || !isWhole(length)) {
      return UNDEFINED;
    }
    double start = args.get(1).doubleValue();
    double from = start < 0 ? Math.max(0, array.size() + start) : start;
    double to = Math.min(array.size(), from + length.doubleValue());
    ArrayNode part = Json.object().arrayNode();
    for (int i = (int) Math.min(from, array.size()); i < to; i++) {
      part.add(array.get(i));
    }
    return part;
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
  }

  private static JsonNode concat(List<JsonNode> args) {
    if (!args.stream().allMatch(JsonNode::isArray)) {
      return UNDEFINED;
    }
    ArrayNode all = Json.object().arrayNode();
    args.forEach(array -> array.forEach(all::add));
    return all;
  }

  private static JsonNode filtered(List<JsonNode> args, boolean there) {
    return args.get(0).isArray() && args.get(1).isArray()
        ? set(args.get(0), value -> has(args.get(1), value) == there)
        : UNDEFINED;
  }

  private static JsonNode set(JsonNode array, Predicate<JsonNode> wanted) {
    if (!array.isArray()) {
      return UNDEFINED;
    }
    ArrayNode different = Json.object().arrayNode();
    Set<String> seen = new HashSet<>();
    for (JsonNode value : array) {
      if (wanted.test(value) && seen.add(Values.canonical(value))) {
        different.add(value);
      }
    }
    return different;
  }

  private static JsonNode pairs(List<JsonNode> args) {
    if (!args.getFirst().isObject()) {
      return UNDEFINED;
    }
    ArrayNode pairs = Json.object().arrayNode();
    for (var member : args.getFirst().properties()) {
      pairs.addObject().put("k", member.getKey()).set("v", member.getValue());
    }
    return pairs;
  }
}
