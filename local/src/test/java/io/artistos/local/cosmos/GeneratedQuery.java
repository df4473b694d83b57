package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generated query with the rows that it must give.
 *
 * @param kind what is tried; for the counts
 * @param rows all rows before OFFSET, LIMIT and TOP, from the items in its scope
 * @param keys the members of a row that it is sorted by, each with its direction
 */
record GeneratedQuery(
    String kind,
    String sql,
    Map<String, Object> parameters,
    Rows rows,
    List<Key> keys,
    int offset,
    int limit) {

  /** Values of {@link Plain}. */
  @FunctionalInterface
  interface Rows {
    List<Object> of(Collection<Map<String, Object>> items);
  }

  record Key(String member, boolean descending) {}

  /** By the members that the keys name. */
  Comparator<Object> order() {
    Comparator<Object> order = Comparator.comparingInt(row -> 0);
    for (Key key : keys) {
      Comparator<Object> one = (a, b) -> Plain.order(member(a, key), member(b, key));
      order = order.thenComparing(key.descending() ? one.reversed() : one);
    }
    return order;
  }

  private static @Nullable Object member(Object row, Key key) {
    return row instanceof Map<?, ?> map ? map.get(key.member()) : null;
  }

  /** One kind of query after the other, over items of {@link ItemGenerator#item}. */
  static GeneratedQuery next(TermGenerator terms, List<List<Key>> orders) {
    if (terms.chance(1, 8)) {
      return grouped(terms, true);
    }
    if (terms.chance(1, 8)) {
      return grouped(terms, false);
    }
    return terms.chance(1, 4) ? joined(terms) : plain(terms, orders);
  }

  private static GeneratedQuery plain(TermGenerator terms, List<List<Key>> orders) {
    List<String> names = List.of("c");
    List<Key> order = terms.chance(1, 2) ? List.of() : terms.any(orders);
    Term where = order.size() > 1 ? scalars(where(terms, names), order) : where(terms, names);
    boolean distinct = terms.chance(1, 5);
    Map<String, Term> columns = new LinkedHashMap<>();
    List<Key> keys = new ArrayList<>();
    for (Key path : order) {
      String name = "k" + keys.size();
      columns.put(name, terms.path("c", path.member()));
      keys.add(new Key(name, path.descending()));
    }
    boolean sortedByMore = distinct && !order.isEmpty() && terms.chance(1, 3);
    for (int i = distinct && !order.isEmpty() ? 0 : terms.chance(1, 2) ? 1 : 2; i > 0; i--) {
      columns.put("v" + i, terms.value(names, 2));
    }
    if (!distinct && terms.chance(1, 2)) {
      columns.put("id", terms.path("c", "id"));
    }
    if (sortedByMore) {
      columns.keySet().removeIf(name -> columns.size() > 1 && name.equals("k0"));
    }
    int cut = terms.chance(1, 3) ? 1 + (terms.chance(1, 2) ? 3 : 20) : -1;
    int offset = cut >= 0 && terms.chance(1, 2) ? (terms.chance(1, 2) ? 0 : 5) : -1;
    String sql =
        "SELECT "
            + (distinct ? "DISTINCT " : "")
            + (cut >= 0 && offset < 0 ? "TOP " + cut + " " : "")
            + select(terms, columns)
            + " FROM c"
            + where.sql()
            + orderBy(terms, order)
            + (offset >= 0 ? " OFFSET " + offset + " LIMIT " + cut : "");
    Rows rows =
        items ->
            distinct(
                distinct,
                items.stream()
                    .map(item -> Map.<String, Object>of("c", item))
                    .filter(where::holds)
                    .map(row -> object(columns, row)));
    List<Key> visible = keys.stream().filter(key -> columns.containsKey(key.member())).toList();
    return new GeneratedQuery(
        (distinct ? "distinct" : "rows") + (order.isEmpty() ? "" : " sorted by " + order.size()),
        sql,
        terms.parameters(),
        rows,
        // Without its first key the rest of the order cannot be seen.
        visible.size() == keys.size() ? keys : List.of(),
        Math.max(0, offset),
        cut < 0 ? Integer.MAX_VALUE : cut);
  }

  private static Term where(TermGenerator terms, List<String> names) {
    if (terms.chance(1, 8)) {
      return Term.of("", row -> true);
    }
    boolean indexed = names.getFirst().equals("c") && terms.chance(1, 3);
    Term where = indexed ? terms.indexed("c") : terms.predicate(names, 3);
    return Term.of(" WHERE " + where.sql(), where.value());
  }

  /** Among arrays and among objects the order is the service's own, and hides the next key's. */
  private static Term scalars(Term where, List<Key> order) {
    Term all = where;
    for (Key key : order) {
      List<String> steps = List.of(key.member().split("\\.", -1));
      String path = "c." + key.member();
      String and = all.sql().isEmpty() ? " WHERE " : " AND ";
      Term rest = all;
      all =
          Term.of(
              rest.sql() + and + "NOT IS_ARRAY(" + path + ") AND NOT IS_OBJECT(" + path + ")",
              row -> rest.holds(row) && !Plain.isContainer(at(row.get("c"), steps)));
    }
    return all;
  }

  private static @Nullable Object at(@Nullable Object from, List<String> steps) {
    Object at = from;
    for (String step : steps) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at;
  }

  private static String select(TermGenerator terms, Map<String, Term> columns) {
    List<String> parts = new ArrayList<>();
    boolean value = terms.chance(1, 2);
    columns.forEach(
        (name, term) ->
            parts.add(value ? "'" + name + "': " + term.sql() : term.sql() + " AS " + name));
    String all = String.join(", ", parts);
    return value ? "VALUE {" + all + "}" : all;
  }

  private static String orderBy(TermGenerator terms, List<Key> order) {
    List<String> parts = new ArrayList<>();
    for (Key key : order) {
      parts.add(
          terms.path("c", key.member()).sql()
              + (key.descending() ? " DESC" : terms.chance(1, 2) ? " ASC" : ""));
    }
    return parts.isEmpty() ? "" : " ORDER BY " + String.join(", ", parts);
  }

  private static Map<String, Object> object(Map<String, Term> columns, Map<String, Object> row) {
    Map<String, Object> object = new TreeMap<>();
    columns.forEach(
        (name, term) -> {
          Object value = term.over(row);
          if (value != null) {
            object.put(name, value);
          }
        });
    return object;
  }

  private static List<Object> distinct(boolean distinct, Stream<? extends Object> rows) {
    return new ArrayList<>((distinct ? rows.distinct() : rows).toList());
  }

  private static GeneratedQuery joined(TermGenerator terms) {
    boolean alone = terms.chance(1, 4);
    List<String> names = alone ? List.of("e") : List.of("c", "e");
    Term where = alone ? scalar(terms) : where(terms, names);
    Term value =
        alone
            ? Term.of("{'e': e}", row -> Map.of("e", present(row.get("e"))))
            : Term.of(
                "{'id': c.id, 'e': e, 'f': f}",
                row ->
                    Map.of("id", id(row), "e", present(row.get("e")), "f", present(row.get("f"))));
    boolean distinct = terms.chance(1, 3);
    String from = alone ? "e IN c.tags" : "c JOIN e IN c.tags JOIN f IN c.l";
    Rows rows =
        items -> {
          List<Object> all = new ArrayList<>();
          for (Map<String, Object> item : items) {
            for (Object e : list(item, "tags")) {
              for (Object f : alone ? List.of(true) : list(item, "l")) {
                Map<String, Object> row = Map.of("c", item, "e", e, "f", f);
                if (where.holds(row)) {
                  all.add(present(value.over(row)));
                }
              }
            }
          }
          return distinct(distinct, all.stream());
        };
    String sql =
        "SELECT " + (distinct ? "DISTINCT " : "") + "VALUE " + value.sql() + " FROM " + from;
    return new GeneratedQuery(
        "join", sql + where.sql(), terms.parameters(), rows, List.of(), 0, Integer.MAX_VALUE);
  }

  private static Term scalar(TermGenerator terms) {
    Term bound = terms.constant(terms.any(TermGenerator.SCALARS));
    return Term.of(
        " WHERE e != " + bound.sql(), row -> !present(row.get("e")).equals(bound.over(row)));
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("undefined");
    }
    return value;
  }

  private static Object id(Map<String, Object> row) {
    return present(row.get("c") instanceof Map<?, ?> item ? item.get("id") : null);
  }

  private static List<?> list(Map<String, Object> item, String name) {
    return item.get(name) instanceof List<?> list ? list : List.of();
  }

  private static GeneratedQuery grouped(TermGenerator terms, boolean byKeys) {
    List<String> names = List.of("c");
    Term where = where(terms, names);
    Map<String, Term> keys = new LinkedHashMap<>();
    if (byKeys) {
      keys.put("g", terms.path("c", terms.any(List.of("t", "s", "n", "z", "tags", "o.k"))));
      if (terms.chance(1, 2)) {
        keys.put("h", Term.unary("LOWER(", terms.path("c", "s"), ")", GeneratedQuery::lower));
      }
    }
    Term of = terms.path("c", terms.any(List.of("n", "m", "s", "o.k", "n")));
    // Numbers alone, as often as what spoils a sum.
    Term numbers = Term.unary("IS_NUMBER(", of, ")", x -> x instanceof Double);
    boolean clean = terms.chance(1, 2);
    String condition =
        clean
            ? where.sql() + (where.sql().isEmpty() ? " WHERE " : " AND ") + numbers.sql()
            : where.sql();
    List<String> columns = new ArrayList<>();
    keys.forEach((name, term) -> columns.add(term.sql() + " AS " + name));
    List.of("COUNT", "SUM", "AVG", "MIN", "MAX")
        .forEach(f -> columns.add(f + "(" + of.sql() + ") AS " + f));
    columns.add("COUNT(1) AS n");
    Rows rows =
        items -> {
          Map<Map<String, Object>, List<Map<String, Object>>> groups = new HashMap<>();
          if (!byKeys) {
            groups.put(Map.of(), new ArrayList<>());
          }
          for (Map<String, Object> item : items) {
            Map<String, Object> row = Map.of("c", item);
            if (where.holds(row) && (!clean || numbers.holds(row))) {
              groups.computeIfAbsent(object(keys, row), k -> new ArrayList<>()).add(row);
            }
          }
          List<Object> all = new ArrayList<>();
          groups.forEach((key, members) -> all.add(aggregated(key, members, of)));
          return all;
        };
    String sql = "SELECT " + String.join(", ", columns) + " FROM c" + condition;
    String groupBy = String.join(", ", keys.values().stream().map(Term::sql).toList());
    return new GeneratedQuery(
        byKeys ? "group by" : "aggregate",
        byKeys ? sql + " GROUP BY " + groupBy : sql,
        terms.parameters(),
        rows,
        List.of(),
        0,
        Integer.MAX_VALUE);
  }

  private static @Nullable Object lower(@Nullable Object value) {
    return value instanceof String s ? s.toLowerCase(java.util.Locale.ROOT) : null;
  }

  private static Map<String, Object> aggregated(
      Map<String, Object> key, List<Map<String, Object>> members, Term of) {
    List<Object> values = new ArrayList<>();
    for (Map<String, Object> member : members) {
      Object value = of.over(member);
      if (value != null) {
        values.add(value);
      }
    }
    Map<String, Object> row = new TreeMap<>(key);
    row.put("n", (double) members.size());
    row.put("COUNT", (double) values.size());
    if (values.stream().allMatch(v -> v instanceof Double)) {
      double sum = values.stream().mapToDouble(v -> (Double) v).sum();
      row.put("SUM", sum);
      if (!values.isEmpty()) {
        row.put("AVG", sum / values.size());
      }
    }
    if (!values.isEmpty() && values.stream().noneMatch(Plain::isContainer)) {
      row.put("MIN", values.stream().min(Plain::order).orElseThrow());
      row.put("MAX", values.stream().max(Plain::order).orElseThrow());
    }
    return row;
  }
}
