package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What an expression is computed over.
 *
 * @param item the item; undefined for a group
 * @param variables the values of what FROM and JOIN named
 * @param known of a group: its keys and aggregates
 */
record Scope(JsonNode item, Map<String, JsonNode> variables, Map<Expr, JsonNode> known) {

  static Scope of(JsonNode item) {
    return new Scope(item, Map.of(), Map.of());
  }

  Scope with(String variable, JsonNode value) {
    Map<String, JsonNode> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Scope(item, more, known);
  }

  Scope knowing(Map<Expr, JsonNode> values) {
    return new Scope(item, variables, values);
  }
}
