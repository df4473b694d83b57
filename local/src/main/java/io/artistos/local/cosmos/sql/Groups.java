package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The groups of a GROUP BY, or the one group of a query that only aggregates. */
final class Groups {

  /**
   * @param key the values of the GROUP BY expressions
   */
  record Group(
      List<Expr> expressions, List<JsonNode> key, Map<Expr.Aggregate, Accumulator> accumulators) {

    /** What is known of the group: its keys and aggregates. */
    Map<Expr, JsonNode> known() {
      Map<Expr, JsonNode> known = new HashMap<>();
      for (int i = 0; i < key.size(); i++) {
        known.put(expressions.get(i), key.get(i));
      }
      accumulators.forEach((aggregate, accumulator) -> known.put(aggregate, accumulator.result()));
      return known;
    }
  }

  private final Query query;
  private final Evaluator evaluator;
  private final Set<Expr.Aggregate> aggregates = new HashSet<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();

  Groups(Query query, Evaluator evaluator) {
    this.query = query;
    this.evaluator = evaluator;
    query.columns().forEach(column -> find(column.value()));
    if (query.groupBy().isEmpty()) {
      groups.put("", group(List.of()));
    }
  }

  void add(Scope row) {
    List<JsonNode> key = new ArrayList<>(query.groupBy().size());
    query.groupBy().forEach(expression -> key.add(evaluator.evaluate(expression, row)));
    String identity = key.stream().map(Values::canonical).collect(Collectors.joining(","));
    Group group = groups.computeIfAbsent(identity, i -> group(key));
    group
        .accumulators()
        .forEach((aggregate, sum) -> sum.add(evaluator.evaluate(aggregate.argument(), row)));
  }

  Stream<Group> all() {
    return groups.values().stream();
  }

  private Group group(List<JsonNode> key) {
    Map<Expr.Aggregate, Accumulator> accumulators = new HashMap<>();
    aggregates.forEach(a -> accumulators.put(a, new Accumulator(a.function())));
    return new Group(query.groupBy(), key, accumulators);
  }

  private void find(Expr expression) {
    if (expression instanceof Expr.Aggregate aggregate) {
      aggregates.add(aggregate);
    } else {
      expression.children().forEach(this::find);
    }
  }
}
