package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of the query language as plain Java: Boolean, Double, String, List, Map, {@link #NULL}
 * and, for undefined, Java's null. Shares nothing with the server.
 */
final class Plain {

  private enum Null {
    NULL
  }

  /** JSON's null. */
  static final Object NULL = Null.NULL;

  private Plain() {}

  static Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case NULL -> NULL;
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> json.doubleValue() + 0.0;
      case STRING -> json.textValue();
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        json.forEach(element -> list.add(of(element)));
        yield list;
      }
      case OBJECT -> {
        Map<String, Object> map = new TreeMap<>();
        json.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
        yield map;
      }
      default -> throw new IllegalArgumentException("no JSON: " + json);
    };
  }

  static JsonNode json(Object value) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (value) {
      case Boolean b -> factory.booleanNode(b);
      case Double d ->
          d == Math.rint(d) ? factory.numberNode(d.longValue()) : factory.numberNode(d);
      case String s -> factory.textNode(s);
      case List<?> list -> {
        ArrayNode array = factory.arrayNode();
        list.forEach(element -> array.add(json(element)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = factory.objectNode();
        map.forEach((name, member) -> object.set(name.toString(), json(member)));
        yield object;
      }
      default -> factory.nullNode();
    };
  }

  static boolean isContainer(@Nullable Object value) {
    return value instanceof List || value instanceof Map;
  }

  /** Undefined when one side is. */
  static @Nullable Object equal(@Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? null : (Object) a.equals(b);
  }

  /** Negative, zero or positive; null where the language does not compare. */
  static @Nullable Integer relation(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x.compareTo(y);
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    }
    return NULL.equals(a) && NULL.equals(b) ? 0 : null;
  }

  /** The order of ORDER BY; among arrays and among objects it is the service's own. */
  static int order(@Nullable Object a, @Nullable Object b) {
    Integer relation = relation(a, b);
    return relation != null ? relation : Integer.compare(rank(a), rank(b));
  }

  private static int rank(@Nullable Object value) {
    if (value == null || value.equals(NULL)) {
      return value == null ? 0 : 1;
    }
    return value instanceof Boolean
        ? 2
        : value instanceof Double ? 3 : value instanceof String ? 4 : value instanceof List ? 5 : 6;
  }
}
