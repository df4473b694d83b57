package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static io.artistos.local.cosmos.json.Values.bool;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The scalar functions, by name. An argument of the wrong type makes the result undefined. */
final class Functions {

  /** Gets as many arguments as its function takes. */
  @FunctionalInterface
  interface Body {
    JsonNode apply(List<JsonNode> arguments);
  }

  /** Of how many arguments it takes. */
  record Function(int least, int most, Body body) {}

  private static final double TWO_TO_THE_63RD = 0x1p63;

  private static final Map<String, Function> KNOWN = known();

  private Functions() {}

  static Function taking(int arguments, Body body) {
    return new Function(arguments, arguments, body);
  }

  static Function taking(int least, int most, Body body) {
    return new Function(least, most, body);
  }

  private static Map<String, Function> known() {
    Map<String, Function> known = new HashMap<>();
    test(known, "IS_DEFINED", v -> !Values.isUndefined(v));
    test(known, "IS_NULL", JsonNode::isNull);
    test(known, "IS_STRING", JsonNode::isTextual);
    test(known, "IS_NUMBER", JsonNode::isNumber);
    // JSON has no other numbers.
    test(known, "IS_FINITE_NUMBER", JsonNode::isNumber);
    test(known, "IS_INTEGER", Functions::isInteger);
    test(known, "IS_BOOL", JsonNode::isBoolean);
    test(known, "IS_ARRAY", JsonNode::isArray);
    test(known, "IS_OBJECT", JsonNode::isObject);
    test(known, "IS_PRIMITIVE", v -> v.isValueNode() && !Values.isUndefined(v));
    known.put(
        "IIF",
        taking(
            3,
            args ->
                args.get(0).asBoolean(false) && args.get(0).isBoolean()
                    ? args.get(1)
                    : args.get(2)));
    known.put("CHOOSE", taking(2, Integer.MAX_VALUE, Functions::choose));
    known.putAll(Numbers.functions());
    known.putAll(Strings.functions());
    known.putAll(Conversions.functions());
    known.putAll(ArrayFunctions.functions());
    known.putAll(Times.functions());
    return Map.copyOf(known);
  }

  private static void test(Map<String, Function> known, String name, Predicate<JsonNode> test) {
    known.put(name, taking(1, args -> bool(test.test(args.getFirst()))));
  }

  /**
   * @throws SqlException naming the function when it is not served, or takes another number of
   *     arguments
   */
  static void check(String name, int arguments) {
    Function function = KNOWN.get(name);
    if (function == null && !Times.NOW.containsKey(name)) {
      throw SqlException.unsupported("the function " + name);
    }
    int least = function == null ? 0 : function.least();
    int most = function == null ? 0 : function.most();
    if (arguments < least || arguments > most) {
      throw new SqlException(
          "The function " + name + " does not take " + arguments + " arguments.");
    }
  }

  /**
   * @param now for the functions of the current time
   */
  static JsonNode call(String name, List<JsonNode> args, @Nullable Instant now) {
    Function function = KNOWN.get(name);
    return function == null ? Times.now(name, now) : function.body().apply(args);
  }

  private static boolean isInteger(JsonNode value) {
    double number = value.doubleValue();
    return value.isNumber() && number == Math.rint(number) && Math.abs(number) < TWO_TO_THE_63RD;
  }

  /** The index counts from one. */
  private static JsonNode choose(List<JsonNode> args) {
    JsonNode index = args.getFirst();
    return index.isNumber() && index.doubleValue() >= 1 && index.doubleValue() < args.size()
        ? args.get(index.intValue())
        : UNDEFINED;
  }
}
