package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic on doubles, and bitwise on the low 32 bits as in JavaScript. */
final class Numbers {

  private static final Map<String, DoubleUnaryOperator> OF_ONE =
      Map.ofEntries(
          entry("ABS", Math::abs),
          entry("ACOS", Math::acos),
          entry("ASIN", Math::asin),
          entry("ATAN", Math::atan),
          entry("CEILING", Math::ceil),
          entry("COS", Math::cos),
          entry("COT", v -> 1 / Math.tan(v)),
          entry("DEGREES", v -> 180 / Math.PI * v),
          entry("EXP", Math::exp),
          entry("FLOOR", Math::floor),
          entry("LOG10", Math::log10),
          entry("RADIANS", v -> Math.PI * v / 180),
          // Halves go away from zero.
          entry("ROUND", v -> Math.signum(v) * Math.floor(Math.abs(v) + 0.5)),
          entry("SIGN", Math::signum),
          entry("SIN", Math::sin),
          entry("SQRT", Math::sqrt),
          entry("SQUARE", v -> v * v),
          entry("TAN", Math::tan),
          entry("TRUNC", v -> v < 0 ? Math.ceil(v) : Math.floor(v)));

  private Numbers() {}

  static Map<String, Functions.Function> functions() {
    Map<String, Functions.Function> functions = new java.util.HashMap<>();
    OF_ONE.forEach(
        (name, operator) ->
            functions.put(name, Functions.taking(1, args -> of(operator, args.getFirst()))));
    functions.put("ATN2", Functions.taking(2, args -> of(Math::atan2, args.get(0), args.get(1))));
    functions.put("POWER", Functions.taking(2, args -> of(Math::pow, args.get(0), args.get(1))));
    functions.put("PI", Functions.taking(0, args -> Values.number(Math.PI)));
    functions.put(
        "LOG",
        Functions.taking(
            1,
            2,
            args ->
                args.size() == 1
                    ? of(Math::log, args.getFirst())
                    : of((v, base) -> Math.log(v) / Math.log(base), args.get(0), args.get(1))));
    return functions;
  }

  static JsonNode calculate(String operator, JsonNode left, JsonNode right) {
    return of(
        switch (operator) {
          case "+" -> Double::sum;
          case "-" -> (a, b) -> a - b;
          case "*" -> (a, b) -> a * b;
          case "/" -> (a, b) -> a / b;
          case "%" -> (a, b) -> a % b;
          case "&" -> (a, b) -> bits(a) & bits(b);
          case "|" -> (a, b) -> bits(a) | bits(b);
          case "^" -> (a, b) -> bits(a) ^ bits(b);
          case "<<" -> (a, b) -> bits(a) << bits(b);
          case ">>" -> (a, b) -> bits(a) >> bits(b);
          case ">>>" -> (a, b) -> Integer.toUnsignedLong(bits(a) >>> bits(b));
          default -> throw SqlException.unsupported("the operator '" + operator + "'");
        },
        left,
        right);
  }

  static JsonNode complement(JsonNode value) {
    return of(v -> ~bits(v), value);
  }

  private static JsonNode of(DoubleUnaryOperator operator, JsonNode value) {
    return value.isNumber()
        ? Values.number(operator.applyAsDouble(value.doubleValue()))
        : UNDEFINED;
  }

  private static JsonNode of(DoubleBinaryOperator operator, JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? Values.number(operator.applyAsDouble(a.doubleValue(), b.doubleValue()))
        : UNDEFINED;
  }

  /** ToInt32 of ECMAScript: the integral part modulo 2 to the 32nd. */
  private static int bits(double value) {
    double integral = value < 0 ? Math.ceil(value) : Math.floor(value);
    return (int) (long) (integral % 0x1p32);
  }
}
