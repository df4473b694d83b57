package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Random expressions over an item. Of one query at a time: it collects the parameters. */
final class TermGenerator {

  static final List<Object> SCALARS =
      List.of(
          0.0,
          1.0,
          2.0,
          3.0,
          2.5,
          -1.0,
          -0.5,
          7.0,
          1e10,
          "",
          "a",
          "ab",
          "abc",
          "b",
          "B",
          "a%b",
          "x_y",
          "Ä",
          true,
          false,
          Plain.NULL);

  private static final List<Object> NUMBERS =
      SCALARS.stream().filter(Double.class::isInstance).toList();

  private static final List<String> PATHS =
      List.of(
          "n", "m", "s", "z", "n", "s", "o", "o.k", "o.l", "tags", "tags[0]", "tags[1]", "l",
          "l[0].v", "t", "u", "missing", "o.k.x", "n.x");

  static final List<String> INDEXED = List.of("n", "m", "s", "z", "o.k", "n", "s");

  private static final Pattern STEPS = Pattern.compile("[.\\[\\]]+");

  private final Random random;
  private final Map<String, Object> parameters = new HashMap<>();
  private final PredicateTerms tests;
  private final FunctionTerms functions;

  TermGenerator(Random random) {
    this.random = random;
    this.tests = new PredicateTerms(this);
    this.functions = new FunctionTerms(this);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  boolean chance(int one, int of) {
    return random.nextInt(of) < one;
  }

  int below(int end) {
    return random.nextInt(end);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A value in the query's text or, as often, a parameter. */
  Term constant(Object value) {
    if (chance(1, 2)) {
      String name = "@p" + parameters.size();
      parameters.put(name, value);
      return Term.of(name, row -> value);
    }
    return Term.of(literal(value), row -> value);
  }

  String literal(Object value) {
    if (value instanceof String s) {
      return chance(1, 2) ? "'" + s + "'" : '"' + s + '"';
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::literal).toList().toString();
    }
    return Plain.json(value).toString();
  }

  Term path(String name, String path) {
    boolean brackets = chance(1, 3);
    StringBuilder sql = new StringBuilder(name);
    List<Object> steps = new ArrayList<>();
    for (String step : STEPS.split(path, -1)) {
      if (step.isEmpty()) {
        continue;
      }
      boolean index = Character.isDigit(step.charAt(0));
      steps.add(index ? (Object) Integer.valueOf(step) : step);
      sql.append(index ? "[" + step + "]" : brackets ? "[\"" + step + "\"]" : "." + step);
    }
    return Term.of(sql.toString(), row -> follow(row.get(name), steps));
  }

  private static @Nullable Object follow(@Nullable Object from, List<Object> steps) {
    Object at = from;
    for (Object step : steps) {
      if (step instanceof Integer i) {
        at = at instanceof List<?> list && i < list.size() ? list.get(i) : null;
      } else {
        at = at instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return at;
  }

  /** Something of the row; {@code names} are those of FROM, the item's first. */
  Term value(List<String> names, int depth) {
    if (depth == 0 || chance(1, 2)) {
      return chance(1, 4) ? constant(any(SCALARS)) : leaf(names);
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> arithmetic(names, depth - 1);
      case 2 ->
          Term.binary(value(names, depth - 1), "??", value(names, 0), (a, b) -> a != null ? a : b);
      case 3 -> conditional(names, depth - 1);
      case 4, 5 -> functions.text(names, depth - 1);
      case 6 -> functions.array(names, depth - 1);
      default -> functions.number(names, depth - 1);
    };
  }

  private Term leaf(List<String> names) {
    String name = any(names);
    if (name.equals(names.getFirst())) {
      return path(name, any(PATHS));
    }
    return chance(2, 3)
        ? Term.of(name, row -> row.get(name))
        : path(name, any(List.of("v", "w", "k")));
  }

  private Term conditional(List<String> names, int depth) {
    Term test = predicate(names, depth);
    Term yes = value(names, depth);
    Term no = value(names, depth);
    return Term.of(
        "(" + test.sql() + " ? " + yes.sql() + " : " + no.sql() + ")",
        row -> test.holds(row) ? yes.over(row) : no.over(row));
  }

  private Term arithmetic(List<String> names, int depth) {
    Term a = operand(names, depth);
    Term b = operand(names, depth);
    return switch (random.nextInt(12)) {
      case 0 -> calculation(a, "+", b, (x, y) -> x + y);
      case 1 -> calculation(a, "-", b, (x, y) -> x - y);
      case 2 -> calculation(a, "*", b, (x, y) -> x * y);
      case 3 -> calculation(a, "/", b, (x, y) -> x / y);
      case 4 -> calculation(a, "%", b, (x, y) -> x % y);
      case 5 -> calculation(a, "&", b, (x, y) -> PlainFunctions.bits(x) & PlainFunctions.bits(y));
      case 6 -> calculation(a, "|", b, (x, y) -> PlainFunctions.bits(x) | PlainFunctions.bits(y));
      case 7 -> calculation(a, "^", b, (x, y) -> PlainFunctions.bits(x) ^ PlainFunctions.bits(y));
      case 8 ->
          calculation(
              a, "<<", b, (x, y) -> PlainFunctions.bits(x) << (PlainFunctions.bits(y) & 31));
      case 9 ->
          calculation(
              a, ">>", b, (x, y) -> PlainFunctions.bits(x) >> (PlainFunctions.bits(y) & 31));
      case 10 ->
          calculation(
              a,
              ">>>",
              b,
              (x, y) -> (PlainFunctions.bits(x) & 0xFFFF_FFFFL) >>> (PlainFunctions.bits(y) & 31));
      default ->
          Term.unary(
              "(-", a, ")", x -> x instanceof Double d ? PlainFunctions.finite(0 - d) : null);
    };
  }

  /** Mostly numbers: of anything else all is undefined. */
  private Term operand(List<String> names, int depth) {
    return chance(1, 3) ? value(names, depth) : constant(any(NUMBERS));
  }

  private static Term calculation(Term a, String operator, Term b, DoubleBinaryOperator f) {
    return Term.binary(
        a,
        operator,
        b,
        (x, y) ->
            x instanceof Double p && y instanceof Double q
                ? PlainFunctions.finite(f.applyAsDouble(p, q))
                : null);
  }

  /** True, false or undefined. */
  Term predicate(List<String> names, int depth) {
    if (depth > 0 && chance(1, 2)) {
      Term a = predicate(names, depth - 1);
      Term b = predicate(names, depth - 1);
      return switch (random.nextInt(5)) {
        case 0, 1 -> Term.binary(a, "AND", b, PlainFunctions::and);
        case 2, 3 ->
            Term.binary(
                a,
                "OR",
                b,
                (x, y) ->
                    PlainFunctions.not(
                        PlainFunctions.and(PlainFunctions.not(x), PlainFunctions.not(y))));
        default -> Term.unary("(NOT (", a, "))", PlainFunctions::not);
      };
    }
    Term b = chance(3, 4) ? constant(any(SCALARS)) : value(names, Math.min(depth, 1));
    return tests.test(value(names, Math.min(depth, 1)), b, names, depth);
  }

  /** What an index may serve, alone or with more that must hold. */
  Term indexed(String item) {
    Term one = tests.test(path(item, any(INDEXED)), constant(any(SCALARS)), List.of(item), 0);
    return chance(1, 2)
        ? one
        : Term.binary(one, "AND", predicate(List.of(item), 1), PlainFunctions::and);
  }
}
