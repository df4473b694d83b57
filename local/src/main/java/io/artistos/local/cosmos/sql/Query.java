package io.artistos.local.cosmos.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query. Immutable; parameters are still names.
 *
 * @param value {@code SELECT VALUE}: rows are {@code columns}' only expression, not objects
 * @param columns of {@code SELECT *} the item itself, with {@code value}
 * @param star {@code SELECT *}
 * @param offset number of rows to skip
 * @param limit of TOP or LIMIT
 */
public record Query(
    boolean star,
    boolean value,
    boolean distinct,
    List<Expr.Column> columns,
    @Nullable Expr where,
    List<Expr> groupBy,
    List<Order> orderBy,
    @Nullable Expr offset,
    @Nullable Expr limit) {

  /** One property of an ORDER BY. */
  public record Order(Expr.Path path, boolean descending) {}

  /**
   * Parses a whole query.
   *
   * @throws SqlException naming what is wrong or not served
   */
  public static Query parse(String text) {
    return new Parser(text).query();
  }

  /**
   * The condition of a patch: {@code FROM c WHERE …}.
   *
   * @throws SqlException naming what is wrong or not served
   */
  public static Query parseCondition(String text) {
    return new Parser(text).condition();
  }

  /** Whether rows are made of many items: GROUP BY, or aggregates over all of them. */
  public boolean groups() {
    return !groupBy.isEmpty() || columns.stream().anyMatch(c -> c.value().aggregates());
  }

  /** Whether a row is an item, whole and unchanged. */
  public boolean yieldsItems() {
    return value && columns.getFirst().value() instanceof Expr.Path p && p.steps().isEmpty();
  }
}
