package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Strings from values and values from strings. */
final class Conversions {

  private Conversions() {}

  static Map<String, Functions.Function> functions() {
    return Map.of(
        "TOSTRING", Functions.taking(1, Conversions::text),
        "STRINGTONUMBER", reading(JsonNode::isNumber),
        "STRINGTOBOOLEAN", reading(JsonNode::isBoolean),
        "STRINGTONULL", reading(JsonNode::isNull),
        "STRINGTOARRAY", reading(JsonNode::isArray),
        "STRINGTOOBJECT", reading(JsonNode::isObject));
  }

  private static JsonNode text(List<JsonNode> args) {
    JsonNode value = args.getFirst();
    if (Values.isUndefined(value) || value.isTextual()) {
      return value;
    }
    String text = (value.isNumber() ? Values.number(value.doubleValue()) : value).toString();
    if (value.isNumber() && text.contains("E")) {
      throw SqlException.unsupported("ToString of a number that needs an exponent");
    }
    return TextNode.valueOf(text);
  }

  /** What the JSON text stands for when it is of that type, else undefined. */
  private static Functions.Function reading(Predicate<JsonNode> type) {
    return Functions.taking(
        1,
        args -> {
          if (!args.getFirst().isTextual()) {
            return UNDEFINED;
          }
          JsonNode value;
          try {
            value = Json.parse(args.getFirst().textValue());
          } catch (IllegalArgumentException e) {
            return UNDEFINED;
          }
          return type.test(value) ? value : UNDEFINED;
        });
  }
}
