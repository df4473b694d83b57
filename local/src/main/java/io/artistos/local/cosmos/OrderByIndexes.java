package io.artistos.local.cosmos;

import io.artistos.local.cosmos.sql.Expr;
import io.artistos.local.cosmos.sql.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * ORDER BY as the service allows it: by a path that is indexed, or by several with a composite
 * index of just these, in one direction or all in the other (learn.microsoft.com, Indexing policies
 * in Azure Cosmos DB, "ORDER BY queries on multiple properties").
 */
final class OrderByIndexes {

  private OrderByIndexes() {}

  /**
   * @throws Refusal 400 in the service's words when no index serves the query
   */
  static void check(Query query, IndexedPaths indexed) {
    List<Query.Order> orders = query.orderBy();
    if (orders.size() == 1 && !indexed.include(path(orders.getFirst()), false)) {
      throw Refusal.badRequest(
          "The index path corresponding to the specified order-by item is excluded.");
    }
    if (orders.size() > 1 && !indexed.composites().contains(parts(orders))) {
      throw Refusal.badRequest(
          "The order by query does not have a corresponding composite index that it can be served"
              + " from.");
    }
  }

  /** As {@link IndexedPaths#composites} are: the first one ascending. */
  private static List<IndexSpec.Part> parts(List<Query.Order> orders) {
    boolean turned = orders.getFirst().descending();
    return orders.stream()
        .map(order -> new IndexSpec.Part(path(order), false, order.descending() != turned))
        .toList();
  }

  private static List<String> path(Query.Order order) {
    List<String> names = new ArrayList<>();
    for (Expr.Step step : order.path().steps()) {
      names.add(step.name() == null ? "[]" : step.name());
    }
    return names;
  }
}
