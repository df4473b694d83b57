package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Random items and predicates, with what they mean in plain Java. Shares nothing with the server's
 * query language.
 */
final class Model {

  /** The value of a property that an item has with null; a missing one is Java's null. */
  private static final String NULL = "<null>";

  private static final List<String> NAMES = List.of("n", "m", "s", "z");
  private static final List<Object> VALUES =
      List.of(0.0, 1.0, 2.0, 2.5, -1.0, "", "a", "ab", "b", "B", true, false, NULL);

  /** Three values: true, false, and null for undefined. */
  @FunctionalInterface
  interface Test extends Function<Item, @Nullable Boolean> {}

  record Predicate(String sql, Test test) {}

  record Item(String pk, String id, Map<String, Object> values) {

    ObjectNode json() {
      ObjectNode json = Json.object().put("pk", pk).put("id", id);
      values.forEach((name, value) -> json.set(name, Json.parse(literal(value, '"'))));
      return json;
    }
  }

  private final Random random;

  Model(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String pk() {
    return "p" + random.nextInt(8);
  }

  Item item() {
    Map<String, Object> values = new TreeMap<>();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        values.put(name, any(VALUES));
      }
    }
    return new Item(pk(), "i" + random.nextInt(120), values);
  }

  private static String literal(Object value, char quote) {
    if (value.equals(NULL)) {
      return "null";
    }
    return value instanceof String ? quote + value.toString() + quote : value.toString();
  }

  Predicate predicate(int depth) {
    if (depth == 0) {
      return comparison();
    }
    Predicate a = predicate(depth - 1);
    Predicate b = predicate(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 ->
          new Predicate(
              "(" + a.sql + " AND " + b.sql + ")", i -> and(a.test.apply(i), b.test.apply(i)));
      case 1, 2 ->
          new Predicate(
              "(" + a.sql + " OR " + b.sql + ")",
              i -> not(and(not(a.test.apply(i)), not(b.test.apply(i)))));
      case 3 -> new Predicate("(NOT (" + a.sql + "))", i -> not(a.test.apply(i)));
      default -> comparison();
    };
  }

  private static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : Boolean.valueOf(!value);
  }

  private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    boolean undefined = a == null || b == null;
    return undefined ? null : Boolean.TRUE;
  }

  private Predicate comparison() {
    String name = any(NAMES);
    Object value = any(VALUES);
    Object other = any(VALUES);
    String path = random.nextBoolean() ? "c." + name : "c['" + name + "']";
    String right = literal(value, '\'');
    return switch (random.nextInt(9)) {
      case 0, 1 ->
          new Predicate(
              path + " = " + right,
              i -> i.values.containsKey(name) ? value.equals(i.values.get(name)) : null);
      case 2 ->
          new Predicate(
              path + " != " + right,
              i -> i.values.containsKey(name) ? !value.equals(i.values.get(name)) : null);
      case 3 -> new Predicate(path + " < " + right, i -> less(i.values.get(name), value, false));
      case 4 -> new Predicate(path + " >= " + right, i -> less(value, i.values.get(name), true));
      case 5 ->
          new Predicate(
              path + " IN (" + right + ", " + literal(other, '\'') + ")",
              i ->
                  i.values.containsKey(name)
                      ? List.of(value, other).contains(i.values.get(name))
                      : null);
      case 6 -> new Predicate("IS_DEFINED(" + path + ")", i -> i.values.containsKey(name));
      case 7 -> {
        String pk = pk();
        yield new Predicate("c.pk = '" + pk + "'", i -> i.pk.equals(pk));
      }
      default ->
          new Predicate(
              "STARTSWITH(" + path + ", 'a')",
              i ->
                  (i.values.get(name) instanceof String s && !s.equals(NULL))
                      ? Boolean.valueOf(s.startsWith("a"))
                      : null);
    };
  }

  /** Undefined unless both are of one type. */
  private static @Nullable Boolean less(@Nullable Object a, @Nullable Object b, boolean orEqual) {
    if (a == null || b == null || rank(a) / 2 != rank(b) / 2) {
      return null;
    }
    int order = compare(a, b);
    return orEqual ? order <= 0 : order < 0;
  }

  /** Pairs of one type share a half. */
  private static int rank(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value.equals(NULL)) {
      return 2;
    }
    if (value instanceof Boolean b) {
      return b ? 5 : 4;
    }
    return value instanceof Double ? 6 : 8;
  }

  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x.compareTo(y);
    }
    if (rank(a) == 8 && rank(b) == 8) {
      return String.valueOf(a).compareTo(String.valueOf(b));
    }
    return Integer.compare(rank(a), rank(b));
  }

  /** Nothing, or one or two sort keys. */
  List<String> order() {
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add("c." + NAMES.get(i) + (random.nextBoolean() ? " DESC" : ""));
    }
    return keys;
  }

  Comparator<Item> comparator(List<String> order) {
    Comparator<Item> all = Comparator.comparingInt(item -> 0);
    for (String key : order) {
      String name = key.substring(2, 3);
      Comparator<Item> one = (a, b) -> compare(a.values.get(name), b.values.get(name));
      all = all.thenComparing(key.endsWith("DESC") ? one.reversed() : one);
    }
    return all;
  }
}
