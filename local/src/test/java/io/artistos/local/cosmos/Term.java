package io.artistos.local.cosmos;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A generated expression with what it means in plain Java.
 *
 * @param value over the values of the names in FROM; null for undefined
 */
record Term(String sql, Meaning value) {

  /** Values of {@link Plain}. */
  @FunctionalInterface
  interface Meaning extends Function<Map<String, Object>, @Nullable Object> {}

  static Term of(String sql, Meaning value) {
    return new Term(sql, value);
  }

  @Nullable Object over(Map<String, Object> row) {
    return value.apply(row);
  }

  boolean holds(Map<String, Object> row) {
    return Boolean.TRUE.equals(over(row));
  }

  static Term unary(
      String before, Term a, String after, Function<@Nullable Object, @Nullable Object> f) {
    return of(before + a.sql + after, row -> f.apply(a.over(row)));
  }

  static Term binary(
      Term a,
      String operator,
      Term b,
      BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> f) {
    return of(
        "(" + a.sql + " " + operator + " " + b.sql + ")", row -> f.apply(a.over(row), b.over(row)));
  }

  static Term call(
      String name,
      Term a,
      Term b,
      BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> f) {
    return of(name + "(" + a.sql + ", " + b.sql + ")", row -> f.apply(a.over(row), b.over(row)));
  }
}
