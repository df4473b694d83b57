package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The groups of a GROUP BY, or the one group of a query that only aggregates. */
final class Groups {

  /**
   * @param key the values of the GROUP BY expressions
   * @param sample an item of the group; undefined in an empty one
   */
  record Group(List<JsonNode> key, JsonNode sample, Map<Expr.Aggregate, Accumulator> accumulators) {

    Map<Expr.Aggregate, JsonNode> results() {
      Map<Expr.Aggregate, JsonNode> results = new HashMap<>();
      accumulators.forEach(
          (aggregate, accumulator) -> results.put(aggregate, accumulator.result()));
      return results;
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
      groups.put("", group(List.of(), Values.UNDEFINED));
    }
  }

  void add(JsonNode item) {
    List<JsonNode> key = new ArrayList<>(query.groupBy().size());
    query.groupBy().forEach(expression -> key.add(evaluator.evaluate(expression, item)));
    String identity = key.stream().map(Values::canonical).collect(Collectors.joining(","));
    Group group = groups.computeIfAbsent(identity, i -> group(key, item));
    group
        .accumulators()
        .forEach((aggregate, sum) -> sum.add(evaluator.evaluate(aggregate.argument(), item)));
  }

  Collection<Group> all() {
    return groups.values();
  }

  private Group group(List<JsonNode> key, JsonNode sample) {
    Map<Expr.Aggregate, Accumulator> accumulators = new HashMap<>();
    aggregates.forEach(a -> accumulators.put(a, new Accumulator(a.function())));
    return new Group(key, sample, accumulators);
  }

  private void find(Expr expression) {
    if (expression instanceof Expr.Aggregate aggregate) {
      aggregates.add(aggregate);
    } else {
      expression.children().forEach(this::find);
    }
  }
}
