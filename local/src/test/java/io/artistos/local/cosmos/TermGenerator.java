package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Random items and expressions over them. Of one query at a time: it collects the parameters. */
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

  private static final List<String> INDEXED = List.of("n", "m", "s", "z", "o.k", "n", "s");

  private static final Pattern STEPS = Pattern.compile("[.\\[\\]]+");

  private final Random random;
  private final Map<String, Object> parameters = new HashMap<>();

  TermGenerator(Random random) {
    this.random = random;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  boolean chance(int one, int of) {
    return random.nextInt(of) < one;
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Map<String, Object> item(int partitions, int ids) {
    Map<String, Object> item = new TreeMap<>();
    item.put("id", "i" + random.nextInt(ids));
    item.put("t", "t" + random.nextInt(partitions));
    item.put("u", "u" + random.nextInt(3));
    for (String name : List.of("n", "m", "s", "z")) {
      if (chance(4, 5)) {
        item.put(name, chance(1, 12) ? container(1) : any(SCALARS));
      }
    }
    if (chance(3, 4)) {
      item.put("o", chance(1, 10) ? any(SCALARS) : object(List.of("k", "l")));
    }
    if (chance(3, 4)) {
      item.put("tags", list(2));
    }
    if (chance(1, 2)) {
      List<Object> objects = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        objects.add(object(List.of("v", "w")));
      }
      item.put("l", objects);
    }
    return item;
  }

  private Object container(int depth) {
    return chance(1, 2) ? list(depth) : object(List.of("k", "x"));
  }

  private Map<String, Object> object(List<String> names) {
    Map<String, Object> object = new TreeMap<>();
    names.stream().filter(name -> chance(3, 4)).forEach(name -> object.put(name, any(SCALARS)));
    return object;
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(depth > 1 && chance(1, 10) ? container(depth - 1) : any(SCALARS));
    }
    return list;
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

  private String literal(Object value) {
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
      case 4, 5 -> text(names, depth - 1);
      case 6 -> array(names, depth - 1);
      default -> number(names, depth - 1);
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
      case 5 -> calculation(a, "&", b, (x, y) -> bits(x) & bits(y));
      case 6 -> calculation(a, "|", b, (x, y) -> bits(x) | bits(y));
      case 7 -> calculation(a, "^", b, (x, y) -> bits(x) ^ bits(y));
      case 8 -> calculation(a, "<<", b, (x, y) -> bits(x) << (bits(y) & 31));
      case 9 -> calculation(a, ">>", b, (x, y) -> bits(x) >> (bits(y) & 31));
      case 10 -> calculation(a, ">>>", b, (x, y) -> (bits(x) & 0xFFFF_FFFFL) >>> (bits(y) & 31));
      default -> Term.unary("(-", a, ")", x -> x instanceof Double d ? finite(0 - d) : null);
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
            x instanceof Double p && y instanceof Double q ? finite(f.applyAsDouble(p, q)) : null);
  }

  private static double truncated(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  private static int bits(double value) {
    return new java.math.BigDecimal(value).toBigInteger().intValue();
  }

  private static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? (Object) (value + 0.0) : null;
  }

  private Term number(List<String> names, int depth) {
    Term a = value(names, depth);
    return switch (random.nextInt(7)) {
      case 0 -> numeric("ABS", a, x -> x < 0 ? -x : x);
      case 1 -> numeric("FLOOR", a, Math::floor);
      case 2 -> numeric("CEILING", a, x -> -Math.floor(-x));
      case 3 -> numeric("ROUND", a, x -> x < 0 ? -Math.floor(0.5 - x) : Math.floor(x + 0.5));
      case 4 -> numeric("SIGN", a, x -> x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0);
      case 5 -> numeric("TRUNC", a, TermGenerator::truncated);
      default -> numeric("SQUARE", a, x -> x * x);
    };
  }

  private static Term numeric(String name, Term a, Function<Double, Double> f) {
    return Term.unary(name + "(", a, ")", x -> x instanceof Double d ? finite(f.apply(d)) : null);
  }

  private Term text(List<String> names, int depth) {
    Term a = value(names, depth);
    Term b = value(names, depth);
    return switch (random.nextInt(10)) {
      case 0 -> Term.binary(a, "||", b, TermGenerator::joined);
      case 1 -> Term.call("CONCAT", a, b, TermGenerator::joined);
      case 2 -> textual("LOWER", a, s -> s.toLowerCase(Locale.ROOT));
      case 3 -> textual("UPPER", a, s -> s.toUpperCase(Locale.ROOT));
      case 4 -> textual("LENGTH", a, s -> (double) s.length());
      case 5 -> textual("REVERSE", a, TermGenerator::reversed);
      case 6 -> substring(a);
      case 7 ->
          Term.call(
              "INDEX_OF",
              a,
              b,
              (x, y) ->
                  x instanceof String s && y instanceof String p
                      ? (Object) (double) s.indexOf(p)
                      : null);
      case 8 -> {
        int length = random.nextInt(4) - 1;
        boolean left = chance(1, 2);
        yield textual(
            (left ? "LEFT" : "RIGHT"),
            a,
            ", " + length,
            s -> {
              int kept = Math.clamp(length, 0, s.length());
              return left ? s.substring(0, kept) : s.substring(s.length() - kept);
            });
      }
      default ->
          textual("REPLACE", a, ", 'a', 'xy'", s -> String.join("xy", List.of(s.split("a", -1))));
    };
  }

  private Term substring(Term a) {
    int start = random.nextInt(4);
    int length = random.nextInt(3);
    return textual(
        "SUBSTRING",
        a,
        ", " + start + ", " + length,
        s -> {
          StringBuilder part = new StringBuilder();
          for (int i = start; i < start + length && i < s.length(); i++) {
            part.append(s.charAt(i));
          }
          return part.toString();
        });
  }

  private static Term textual(String name, Term a, Function<String, Object> f) {
    return textual(name, a, "", f);
  }

  private static Term textual(String name, Term a, String more, Function<String, Object> f) {
    return Term.unary(name + "(", a, more + ")", x -> x instanceof String s ? f.apply(s) : null);
  }

  private static @Nullable Object joined(@Nullable Object a, @Nullable Object b) {
    return a instanceof String x && b instanceof String y ? x + y : null;
  }

  private static String reversed(String text) {
    StringBuilder reversed = new StringBuilder();
    for (int i = text.length() - 1; i >= 0; i--) {
      reversed.append(text.charAt(i));
    }
    return reversed.toString();
  }

  private Term array(List<String> names, int depth) {
    Term a = chance(2, 3) ? path(names.getFirst(), "tags") : value(names, depth);
    return switch (random.nextInt(6)) {
      case 0 ->
          Term.unary(
              "ARRAY_LENGTH(",
              a,
              ")",
              x -> x instanceof List<?> l ? (Object) (double) l.size() : null);
      case 1 -> {
        int start = random.nextInt(5) - 2;
        yield Term.unary(
            "ARRAY_SLICE(",
            a,
            ", " + start + ", 2)",
            x -> x instanceof List<?> l ? slice(l, start, 2) : null);
      }
      case 2 ->
          Term.call(
              "ARRAY_CONCAT",
              a,
              path(names.getFirst(), "l"),
              (x, y) -> {
                if (!(x instanceof List<?> p && y instanceof List<?> q)) {
                  return null;
                }
                List<Object> all = new ArrayList<>(p);
                all.addAll(q);
                return all;
              });
      case 3 -> {
        Term kept = predicate(List.of(names.getFirst(), "e"), 1);
        yield Term.of(
            "ARRAY(SELECT VALUE e FROM e IN "
                + names.getFirst()
                + ".tags WHERE "
                + kept.sql()
                + ")",
            row -> elements(row, names.getFirst(), kept));
      }
      case 4 ->
          Term.of(
              "(SELECT VALUE COUNT(e) FROM e IN " + names.getFirst() + ".tags)",
              row -> (double) elements(row, names.getFirst(), Term.of("", r -> true)).size());
      default -> {
        Term first = value(names, depth);
        yield Term.of(
            "[" + first.sql() + ", {'k': " + a.sql() + "}]",
            row -> {
              List<Object> list = new ArrayList<>();
              Object value = first.over(row);
              if (value != null) {
                list.add(value);
              }
              Object member = a.over(row);
              list.add(member == null ? Map.of() : Map.of("k", member));
              return list;
            });
      }
    };
  }

  private static List<Object> slice(List<?> list, int start, int length) {
    List<Object> part = new ArrayList<>();
    int from = start < 0 ? Math.max(0, list.size() + start) : start;
    for (int i = from; i < list.size() && i < from + length; i++) {
      part.add(list.get(i));
    }
    return part;
  }

  private static List<Object> elements(Map<String, Object> row, String name, Term kept) {
    List<Object> elements = new ArrayList<>();
    if (row.get(name) instanceof Map<?, ?> item && item.get("tags") instanceof List<?> tags) {
      for (Object tag : tags) {
        Map<String, Object> inner = new HashMap<>(row);
        inner.put("e", tag);
        if (kept.holds(inner)) {
          elements.add(tag);
        }
      }
    }
    return elements;
  }

  /** True, false or undefined. */
  Term predicate(List<String> names, int depth) {
    if (depth > 0 && chance(1, 2)) {
      Term a = predicate(names, depth - 1);
      Term b = predicate(names, depth - 1);
      return switch (random.nextInt(5)) {
        case 0, 1 -> Term.binary(a, "AND", b, TermGenerator::and);
        case 2, 3 -> Term.binary(a, "OR", b, (x, y) -> not(and(not(x), not(y))));
        default -> Term.unary("(NOT (", a, "))", TermGenerator::not);
      };
    }
    Term b = chance(3, 4) ? constant(any(SCALARS)) : value(names, Math.min(depth, 1));
    return test(value(names, Math.min(depth, 1)), b, names, depth);
  }

  /** What an index may serve, alone or with more that must hold. */
  Term indexed(String item) {
    Term one = test(path(item, any(INDEXED)), constant(any(SCALARS)), List.of(item), 0);
    return chance(1, 2)
        ? one
        : Term.binary(one, "AND", predicate(List.of(item), 1), TermGenerator::and);
  }

  private static @Nullable Object and(@Nullable Object a, @Nullable Object b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    boolean both = Boolean.TRUE.equals(a) && Boolean.TRUE.equals(b);
    return both ? true : null;
  }

  private static @Nullable Object not(@Nullable Object value) {
    return value instanceof Boolean b ? (Object) !b : null;
  }

  private Term test(Term a, Term b, List<String> names, int depth) {
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> Term.binary(a, "=", b, Plain::equal);
      case 3 -> Term.binary(a, any(List.of("!=", "<>")), b, (x, y) -> not(Plain.equal(x, y)));
      case 4 -> related(a, "<", b, r -> r < 0);
      case 5 -> related(a, "<=", b, r -> r <= 0);
      case 6 -> related(a, ">", b, r -> r > 0);
      case 7 -> related(a, ">=", b, r -> r >= 0);
      case 8 -> in(a);
      case 9 -> between(a);
      case 10 -> like(a);
      case 11 -> typed(a);
      case 12 -> contained(a, b);
      case 13 -> {
        boolean anyCase = chance(1, 2);
        String more = anyCase ? ", true" : chance(1, 2) ? ", false" : "";
        yield switch (random.nextInt(4)) {
          case 0 -> both("STARTSWITH", a, b, more, anyCase, String::startsWith);
          case 1 -> both("ENDSWITH", a, b, more, anyCase, String::endsWith);
          case 2 -> both("CONTAINS", a, b, more, anyCase, String::contains);
          default -> both("STRINGEQUALS", a, b, more, anyCase, String::equals);
        };
      }
      case 14 -> {
        Term kept = predicate(List.of(names.getFirst(), "e"), depth > 0 ? 1 : 0);
        String from = "EXISTS(SELECT VALUE e FROM e IN " + names.getFirst() + ".tags WHERE ";
        yield Term.of(
            from + kept.sql() + ")", row -> !elements(row, names.getFirst(), kept).isEmpty());
      }
      case 15 ->
          chance(1, 3)
              ? path(names.getFirst(), any(List.of("z", "m")))
              : typed(path(names.getFirst(), any(INDEXED)));
      default -> {
        String path = any(List.of("t", "u", "id"));
        String value = path.equals("id") ? "i" + random.nextInt(40) : path + random.nextInt(3);
        yield Term.binary(path(names.getFirst(), path), "=", constant(value), Plain::equal);
      }
    };
  }

  private static Term related(Term a, String operator, Term b, IntPredicate test) {
    return Term.binary(
        a,
        operator,
        b,
        (x, y) -> {
          Integer relation = Plain.relation(x, y);
          return relation == null ? null : (Object) test.test(relation);
        });
  }

  private Term in(Term a) {
    List<Term> candidates = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      candidates.add(constant(any(SCALARS)));
    }
    boolean not = chance(1, 3);
    return Term.of(
        "("
            + a.sql()
            + (not ? " NOT" : "")
            + " IN ("
            + String.join(", ", candidates.stream().map(Term::sql).toList())
            + "))",
        row -> {
          Object value = a.over(row);
          boolean there = candidates.stream().anyMatch(c -> Objects.equals(c.over(row), value));
          return value == null ? null : (Object) (there != not);
        });
  }

  private Term between(Term a) {
    Term low = constant(any(SCALARS));
    Term high = constant(any(SCALARS));
    return Term.of(
        "(" + a.sql() + " BETWEEN " + low.sql() + " AND " + high.sql() + ")",
        row -> {
          Integer above = Plain.relation(a.over(row), low.over(row));
          Integer below = Plain.relation(a.over(row), high.over(row));
          return and(
              above == null ? null : (Object) (above >= 0),
              below == null ? null : (Object) (below <= 0));
        });
  }

  private Term like(Term a) {
    String pattern =
        any(List.of("a%", "%b", "_", "%", "a_c", "[a-b]%", "[^a]%", "%[%]%", "a!%b", "%!_y", ""));
    boolean escaped = pattern.contains("!");
    boolean not = chance(1, 3);
    return Term.of(
        "("
            + a.sql()
            + (not ? " NOT" : "")
            + " LIKE "
            + literal(pattern)
            + (escaped ? " ESCAPE '!'" : "")
            + ")",
        row ->
            a.over(row) instanceof String text
                ? (Object) (matches(text, 0, pattern, 0) != not)
                : null);
  }

  /** An exclamation mark escapes; a set ends at its first bracket. */
  private static boolean matches(String text, int t, String pattern, int p) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    char c = pattern.charAt(p);
    if (c == '%') {
      return matches(text, t, pattern, p + 1)
          || (t < text.length() && matches(text, t + 1, pattern, p));
    }
    if (t == text.length()) {
      return false;
    }
    char at = text.charAt(t);
    if (c == '[') {
      int close = pattern.indexOf(']', p);
      boolean negated = pattern.charAt(p + 1) == '^';
      String set = pattern.substring(negated ? p + 2 : p + 1, close);
      boolean range = set.length() == 3 && set.charAt(1) == '-';
      boolean in = range ? at >= set.charAt(0) && at <= set.charAt(2) : set.indexOf(at) >= 0;
      return in != negated && matches(text, t + 1, pattern, close + 1);
    }
    int literal = c == '!' ? p + 1 : p;
    boolean one = c == '_' || pattern.charAt(literal) == at;
    return one && matches(text, t + 1, pattern, literal + 1);
  }

  private Term typed(Term a) {
    return switch (random.nextInt(9)) {
      case 0 -> is("IS_DEFINED", a, x -> x != null);
      case 1 -> is("IS_NULL", a, Plain.NULL::equals);
      case 2 -> is("IS_STRING", a, x -> x instanceof String);
      case 3 -> is("IS_NUMBER", a, x -> x instanceof Double);
      case 4 -> is("IS_BOOL", a, x -> x instanceof Boolean);
      case 5 -> is("IS_ARRAY", a, x -> x instanceof List);
      case 6 -> is("IS_OBJECT", a, x -> x instanceof Map);
      case 7 -> is("IS_INTEGER", a, x -> x instanceof Double d && d % 1 == 0 && Math.abs(d) < 1e18);
      default -> is("IS_PRIMITIVE", a, x -> x != null && !Plain.isContainer(x));
    };
  }

  private static Term is(String name, Term a, Predicate<@Nullable Object> test) {
    return Term.unary(name + "(", a, ")", test::test);
  }

  private Term contained(Term a, Term b) {
    if (chance(1, 3)) {
      Object wanted = any(SCALARS);
      boolean yes = chance(1, 2);
      return Term.of(
          "ARRAY_CONTAINS(c.l, {'v': " + constant(wanted).sql() + "}, " + yes + ")",
          row ->
              row.get("c") instanceof Map<?, ?> item && item.get("l") instanceof List<?> list
                  ? (Object)
                      list.stream()
                          .anyMatch(
                              e ->
                                  yes
                                      ? e instanceof Map<?, ?> m && wanted.equals(m.get("v"))
                                      : e.equals(Map.of("v", wanted)))
                  : null);
    }
    Term array = chance(3, 4) ? path("c", "tags") : a;
    return Term.call(
        "ARRAY_CONTAINS",
        array,
        b,
        (x, y) -> x instanceof List<?> l && y != null ? (Object) l.contains(y) : null);
  }

  private static Term both(
      String name, Term a, Term b, String more, boolean anyCase, BiPredicate<String, String> f) {
    return Term.of(
        name + "(" + a.sql() + ", " + b.sql() + more + ")",
        row ->
            a.over(row) instanceof String s && b.over(row) instanceof String p
                ? (Object)
                    (anyCase
                        ? f.test(s.toLowerCase(Locale.ROOT), p.toLowerCase(Locale.ROOT))
                        : f.test(s, p))
                : null);
  }
}
