package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static io.artistos.local.cosmos.json.Values.bool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.local.cosmos.json.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.DoubleUnaryOperator;

/** The scalar functions. An argument of the wrong type makes the result undefined. */
final class Functions {

  private record Arity(int least, int most) {}

  private static final Map<String, Arity> KNOWN =
      Map.ofEntries(
          Map.entry("IS_DEFINED", new Arity(1, 1)),
          Map.entry("IS_NULL", new Arity(1, 1)),
          Map.entry("IS_STRING", new Arity(1, 1)),
          Map.entry("IS_NUMBER", new Arity(1, 1)),
          Map.entry("IS_BOOL", new Arity(1, 1)),
          Map.entry("IS_ARRAY", new Arity(1, 1)),
          Map.entry("IS_OBJECT", new Arity(1, 1)),
          Map.entry("STARTSWITH", new Arity(2, 3)),
          Map.entry("ENDSWITH", new Arity(2, 3)),
          Map.entry("CONTAINS", new Arity(2, 3)),
          Map.entry("ARRAY_CONTAINS", new Arity(2, 3)),
          Map.entry("ARRAY_LENGTH", new Arity(1, 1)),
          Map.entry("LOWER", new Arity(1, 1)),
          Map.entry("UPPER", new Arity(1, 1)),
          Map.entry("LENGTH", new Arity(1, 1)),
          Map.entry("ABS", new Arity(1, 1)),
          Map.entry("FLOOR", new Arity(1, 1)),
          Map.entry("CEILING", new Arity(1, 1)),
          Map.entry("ROUND", new Arity(1, 1)));

  private Functions() {}

  /**
   * @throws SqlException naming the function when it is not served, or takes another number of
   *     arguments
   */
  static void check(String name, int arguments) {
    Arity arity = KNOWN.get(name);
    if (arity == null) {
      throw SqlException.unsupported("the function " + name);
    }
    if (arguments < arity.least() || arguments > arity.most()) {
      throw new SqlException(
          "The function " + name + " does not take " + arguments + " arguments.");
    }
  }

  static JsonNode call(String name, List<JsonNode> args) {
    JsonNode first = args.getFirst();
    return switch (name) {
      case "IS_DEFINED" -> bool(!Values.isUndefined(first));
      case "IS_NULL" -> bool(first.isNull());
      case "IS_STRING" -> bool(first.isTextual());
      case "IS_NUMBER" -> bool(first.isNumber());
      case "IS_BOOL" -> bool(first.isBoolean());
      case "IS_ARRAY" -> bool(first.isArray());
      case "IS_OBJECT" -> bool(first.isObject());
      case "STARTSWITH" -> text(args, String::startsWith);
      case "ENDSWITH" -> text(args, String::endsWith);
      case "CONTAINS" -> text(args, String::contains);
      case "ARRAY_CONTAINS" -> arrayContains(args);
      case "ARRAY_LENGTH" -> first.isArray() ? Values.number(first.size()) : UNDEFINED;
      case "LOWER" -> first.isTextual() ? lower(first) : UNDEFINED;
      case "UPPER" ->
          first.isTextual()
              ? TextNode.valueOf(first.textValue().toUpperCase(Locale.ROOT))
              : UNDEFINED;
      case "LENGTH" -> first.isTextual() ? Values.number(first.textValue().length()) : UNDEFINED;
      case "ABS" -> number(first, Math::abs);
      case "FLOOR" -> number(first, Math::floor);
      case "CEILING" -> number(first, Math::ceil);
      // Halves go away from zero.
      case "ROUND" -> number(first, v -> Math.signum(v) * Math.floor(Math.abs(v) + 0.5));
      default -> throw SqlException.unsupported("the function " + name);
    };
  }

  private static JsonNode lower(JsonNode text) {
    return TextNode.valueOf(text.textValue().toLowerCase(Locale.ROOT));
  }

  private static JsonNode number(JsonNode value, DoubleUnaryOperator function) {
    return value.isNumber()
        ? Values.number(function.applyAsDouble(value.doubleValue()))
        : UNDEFINED;
  }

  /** The third argument, when true, ignores case. */
  private static JsonNode text(List<JsonNode> args, BiPredicate<String, String> test) {
    if (!args.get(0).isTextual() || !args.get(1).isTextual()) {
      return UNDEFINED;
    }
    if (args.size() == 3 && !args.get(2).isBoolean()) {
      return UNDEFINED;
    }
    boolean anyCase = args.size() == 3 && args.get(2).booleanValue();
    JsonNode value = anyCase ? lower(args.get(0)) : args.get(0);
    JsonNode part = anyCase ? lower(args.get(1)) : args.get(1);
    return bool(test.test(value.textValue(), part.textValue()));
  }

  /** The third argument, when true, lets an object match one that has its members and more. */
  private static JsonNode arrayContains(List<JsonNode> args) {
    JsonNode array = args.get(0);
    JsonNode wanted = args.get(1);
    if (!array.isArray() || Values.isUndefined(wanted)) {
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
}
