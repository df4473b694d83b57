package io.artistos.local.cosmos.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query. Immutable; parameters are still names.
 *
 * @param value {@code SELECT VALUE}: rows are {@code columns}' only expression, not objects
 * @param columns of {@code SELECT *} the item itself, with {@code value}
 * @param star {@code SELECT *}
 * @param from what FROM and JOIN name beside the item, in their order
 * @param offset number of rows to skip
 * @param limit of TOP or LIMIT
 */
public record Query(
    boolean star,
    boolean value,
    boolean distinct,
    List<Expr.Column> columns,
    List<Source> from,
    @Nullable Expr where,
    List<Expr> groupBy,
    List<Order> orderBy,
    @Nullable Expr offset,
    @Nullable Expr limit) {

  /**
   * A name and what it stands for; without a value there, there is no row.
   *
   * @param each every element of an array, or row of a subquery, in turn; else the value itself
   */
  public record Source(String name, Expr value, boolean each) {}

  /** One property of an ORDER BY. */
  public record Order(Expr.Path path, boolean descending) {}

  /**
   * Parses a whole query.
   *
   * @throws SqlException naming what is wrong or not served
   */
  public static Query parse(String text) {
    return new Parser(new Tokens(text), Names.NONE).query();
  }

  /**
   * The condition of a patch: {@code FROM c WHERE …}.
   *
   * @throws SqlException naming what is wrong or not served
   */
  public static Query parseCondition(String text) {
    return new Parser(new Tokens(text), Names.NONE).condition();
  }

  /** Whether rows are made of many items: GROUP BY, or aggregates over all of them. */
  public boolean groups() {
    return !groupBy.isEmpty() || columns.stream().anyMatch(c -> c.value().aggregates());
  }

  /** Whether rows are items, whole and unchanged. */
  boolean wholeItems() {
    return value
        && !distinct
        && from.isEmpty()
        && columns.getFirst().value() instanceof Expr.Path p
        && p.steps().isEmpty();
  }

  /** Whether equal rows have equal places: what is sorted by is in the row. */
  boolean sortsByRow() {
    return orderBy.stream()
        .allMatch(order -> columns.stream().anyMatch(c -> c.value().equals(order.path())));
  }
}
