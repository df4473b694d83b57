package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static io.artistos.local.cosmos.json.Values.bool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Computes expressions over one item. Logic has three values: true, false and undefined, and only
 * true selects a row. For one query on one thread.
 */
final class Evaluator {

  private final Map<String, JsonNode> parameters;
  private final @Nullable Instant now;
  private final Map<String, Pattern> patterns = new HashMap<>();

  /**
   * @param now what the functions of the current time give; null where there is none
   */
  Evaluator(Map<String, JsonNode> parameters, @Nullable Instant now) {
    this.parameters = parameters;
    this.now = now;
  }

  /**
   * What FROM, JOIN and WHERE leave of an item, or of the row around a subquery; as lazy as its
   * reader.
   */
  Stream<Scope> rows(Query query, Scope outer) {
    Stream<Scope> rows = Stream.of(outer);
    for (Query.Source source : query.from()) {
      rows = rows.flatMap(row -> values(source, row).map(value -> row.with(source.name(), value)));
    }
    Expr where = query.where();
    return where == null ? rows : rows.filter(row -> matches(where, row));
  }

  private Stream<JsonNode> values(Query.Source source, Scope row) {
    JsonNode value = evaluate(source.value(), row);
    if (source.each()) {
      // Of what is no array, nothing.
      return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of();
    }
    return Values.isUndefined(value) ? Stream.of() : Stream.of(value);
  }

  boolean matches(Expr predicate, Scope scope) {
    return evaluate(predicate, scope).equals(bool(true));
  }

  JsonNode evaluate(Expr expression, Scope scope) {
    JsonNode known = scope.known().isEmpty() ? null : scope.known().get(expression);
    return known != null ? known : compute(expression, scope);
  }

  private JsonNode compute(Expr expression, Scope scope) {
    return switch (expression) {
      case Expr.Literal literal -> literal.value();
      case Expr.Parameter parameter -> parameter(parameter.name());
      case Expr.Path path -> follow(path.steps(), scope.item());
      case Expr.Variable variable -> scope.variables().getOrDefault(variable.name(), UNDEFINED);
      case Expr.Member member -> follow(member.steps(), evaluate(member.of(), scope));
      case Expr.And and -> logic(and.operands(), false, scope);
      case Expr.Or or -> logic(or.operands(), true, scope);
      case Expr.Not not -> negate(evaluate(not.operand(), scope));
      case Expr.Compare c ->
          compare(c.operator(), evaluate(c.left(), scope), evaluate(c.right(), scope));
      case Expr.Arithmetic a ->
          Numbers.calculate(a.operator(), evaluate(a.left(), scope), evaluate(a.right(), scope));
      case Expr.Complement c -> Numbers.complement(evaluate(c.operand(), scope));
      case Expr.Concat c -> concat(evaluate(c.left(), scope), evaluate(c.right(), scope));
      case Expr.Coalesce c -> {
        JsonNode left = evaluate(c.left(), scope);
        yield Values.isUndefined(left) ? evaluate(c.right(), scope) : left;
      }
      case Expr.Conditional c -> evaluate(matches(c.condition(), scope) ? c.yes() : c.no(), scope);
      case Expr.In in -> in(in, scope);
      case Expr.Between b -> between(b, scope);
      case Expr.Like like -> like(like, scope);
      case Expr.Call call ->
          Functions.call(
              call.name(), call.arguments().stream().map(a -> evaluate(a, scope)).toList(), now);
      case Expr.Aggregate aggregate -> UNDEFINED;
      case Expr.Subquery subquery -> subquery(subquery, scope);
      case Expr.ArrayOf array -> array(array.elements().stream().map(e -> evaluate(e, scope)));
      case Expr.ObjectOf object -> object(object.members(), scope);
    };
  }

  /** What SELECT makes of a row or a group; undefined where it is none. */
  JsonNode project(Query query, Scope scope) {
    return query.value()
        ? evaluate(query.columns().getFirst().value(), scope)
        : object(query.columns(), scope);
  }

  /** An object of the columns that are defined. */
  private ObjectNode object(List<Expr.Column> columns, Scope scope) {
    ObjectNode object = Json.object();
    for (Expr.Column column : columns) {
      JsonNode value = evaluate(column.value(), scope);
      if (!Values.isUndefined(value)) {
        object.set(column.name(), value);
      }
    }
    return object;
  }

  private static ArrayNode array(Stream<JsonNode> values) {
    ArrayNode array = Json.object().arrayNode();
    values.filter(value -> !Values.isUndefined(value)).forEach(array::add);
    return array;
  }

  private JsonNode subquery(Expr.Subquery subquery, Scope scope) {
    Query query = subquery.query();
    Stream<JsonNode> results = results(query, scope).filter(value -> !Values.isUndefined(value));
    return switch (subquery.yield()) {
      case EXISTS -> bool(results.findAny().isPresent());
      case ARRAY -> array(results);
      case VALUE -> {
        List<JsonNode> few = results.limit(2).toList();
        if (few.size() > 1) {
          throw new SqlException(
              "The cardinality of a scalar subquery result set cannot be greater than one.");
        }
        yield few.isEmpty() ? UNDEFINED : few.getFirst();
      }
    };
  }

  private Stream<JsonNode> results(Query query, Scope scope) {
    if (query.groups()) {
      Groups groups = new Groups(query, this);
      rows(query, scope).forEach(groups::add);
      return groups.all().map(group -> project(query, scope.knowing(group.known())));
    }
    Stream<JsonNode> results = rows(query, scope).map(row -> project(query, row));
    if (!query.distinct()) {
      return results;
    }
    Map<String, JsonNode> different = new LinkedHashMap<>();
    results.forEach(value -> different.putIfAbsent(Values.canonical(value), value));
    return different.values().stream();
  }

  private JsonNode parameter(String name) {
    JsonNode value = parameters.get(name);
    if (value == null) {
      throw new SqlException("The parameter " + name + " has no value.");
    }
    return value;
  }

  private static JsonNode follow(List<Expr.Step> steps, JsonNode from) {
    JsonNode at = from;
    for (Expr.Step step : steps) {
      JsonNode next = step.name() == null ? at.get(step.index()) : at.get(step.name());
      if (next == null) {
        return UNDEFINED;
      }
      at = next;
    }
    return at;
  }

  private static JsonNode concat(JsonNode left, JsonNode right) {
    return left.isTextual() && right.isTextual()
        ? TextNode.valueOf(left.textValue() + right.textValue())
        : UNDEFINED;
  }

  /** AND ({@code decisive} false) and OR (true): one decisive operand settles it. */
  private JsonNode logic(List<Expr> operands, boolean decisive, Scope scope) {
    boolean undefined = false;
    for (Expr operand : operands) {
      JsonNode value = evaluate(operand, scope);
      if (!value.isBoolean()) {
        undefined = true;
      } else if (value.booleanValue() == decisive) {
        return value;
      }
    }
    return undefined ? UNDEFINED : bool(!decisive);
  }

  private static JsonNode negate(JsonNode value) {
    return value.isBoolean() ? bool(!value.booleanValue()) : UNDEFINED;
  }

  private static JsonNode compare(String operator, JsonNode left, JsonNode right) {
    if (Values.isUndefined(left) || Values.isUndefined(right)) {
      return UNDEFINED;
    }
    if (operator.equals("=") || operator.equals("!=")) {
      return bool(Values.equal(left, right) == operator.equals("="));
    }
    // Types do not compare with each other, and arrays and objects not at all.
    if (left.getNodeType() != right.getNodeType() || left.isContainerNode()) {
      return UNDEFINED;
    }
    int order = Values.compare(left, right);
    return bool(
        switch (operator) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        });
  }

  private JsonNode in(Expr.In in, Scope scope) {
    JsonNode value = evaluate(in.value(), scope);
    if (Values.isUndefined(value)) {
      return UNDEFINED;
    }
    for (Expr candidate : in.candidates()) {
      if (Values.equal(value, evaluate(candidate, scope))) {
        return bool(true);
      }
    }
    return bool(false);
  }

  private JsonNode between(Expr.Between between, Scope scope) {
    JsonNode value = evaluate(between.value(), scope);
    JsonNode above = compare(">=", value, evaluate(between.low(), scope));
    JsonNode below = compare("<=", value, evaluate(between.high(), scope));
    if (above.equals(bool(false)) || below.equals(bool(false))) {
      return bool(false);
    }
    return above.isBoolean() && below.isBoolean() ? bool(true) : UNDEFINED;
  }

  private JsonNode like(Expr.Like like, Scope scope) {
    JsonNode value = evaluate(like.value(), scope);
    JsonNode pattern = evaluate(like.pattern(), scope);
    if (!value.isTextual() || !pattern.isTextual()) {
      return UNDEFINED;
    }
    Pattern compiled =
        patterns.computeIfAbsent(
            like.escape() + " " + pattern.textValue(),
            key -> Like.compile(pattern.textValue(), like.escape()));
    return bool(compiled.matcher(value.textValue()).matches());
  }
}
