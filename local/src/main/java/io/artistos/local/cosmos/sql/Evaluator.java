package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static io.artistos.local.cosmos.json.Values.bool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Computes expressions over one item. Logic has three values: true, false and undefined, and only
 * true selects a row. For one query on one thread.
 */
final class Evaluator {

  private final Map<String, JsonNode> parameters;
  private final Map<String, Pattern> patterns = new HashMap<>();

  Evaluator(Map<String, JsonNode> parameters) {
    this.parameters = parameters;
  }

  boolean matches(Expr predicate, JsonNode item) {
    return evaluate(predicate, item, Map.of()).equals(bool(true));
  }

  JsonNode evaluate(Expr expression, JsonNode item) {
    return evaluate(expression, item, Map.of());
  }

  /**
   * @param aggregates the values of the aggregates in the expression
   */
  JsonNode evaluate(Expr expression, JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    return switch (expression) {
      case Expr.Literal literal -> literal.value();
      case Expr.Parameter parameter -> parameter(parameter.name());
      case Expr.Path path -> follow(path, item);
      case Expr.And and -> logic(and.operands(), false, item, aggregates);
      case Expr.Or or -> logic(or.operands(), true, item, aggregates);
      case Expr.Not not -> negate(evaluate(not.operand(), item, aggregates));
      case Expr.Compare c ->
          compare(
              c.operator(),
              evaluate(c.left(), item, aggregates),
              evaluate(c.right(), item, aggregates));
      case Expr.Arithmetic a ->
          calculate(
              a.operator(),
              evaluate(a.left(), item, aggregates),
              evaluate(a.right(), item, aggregates));
      case Expr.In in -> in(in, item, aggregates);
      case Expr.Between b -> between(b, item, aggregates);
      case Expr.Like like -> like(like, item, aggregates);
      case Expr.Call call ->
          Functions.call(
              call.name(),
              call.arguments().stream().map(a -> evaluate(a, item, aggregates)).toList());
      case Expr.Aggregate aggregate -> aggregates.getOrDefault(aggregate, UNDEFINED);
      case Expr.ArrayOf array -> array(array, item, aggregates);
      case Expr.ObjectOf object -> object(object.members(), item, aggregates);
    };
  }

  /** An object of the columns that are defined. */
  ObjectNode object(
      List<Expr.Column> columns, JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    ObjectNode object = Json.object();
    for (Expr.Column column : columns) {
      JsonNode value = evaluate(column.value(), item, aggregates);
      if (!Values.isUndefined(value)) {
        object.set(column.name(), value);
      }
    }
    return object;
  }

  private ArrayNode array(
      Expr.ArrayOf expression, JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    ArrayNode array = Json.object().arrayNode();
    for (Expr element : expression.elements()) {
      JsonNode value = evaluate(element, item, aggregates);
      if (!Values.isUndefined(value)) {
        array.add(value);
      }
    }
    return array;
  }

  private JsonNode parameter(String name) {
    JsonNode value = parameters.get(name);
    if (value == null) {
      throw new SqlException("The parameter " + name + " has no value.");
    }
    return value;
  }

  private static JsonNode follow(Expr.Path path, JsonNode item) {
    JsonNode at = item;
    for (Expr.Step step : path.steps()) {
      JsonNode next = step.name() == null ? at.get(step.index()) : at.get(step.name());
      if (next == null) {
        return UNDEFINED;
      }
      at = next;
    }
    return at;
  }

  /** AND ({@code decisive} false) and OR (true): one decisive operand settles it. */
  private JsonNode logic(
      List<Expr> operands,
      boolean decisive,
      JsonNode item,
      Map<Expr.Aggregate, JsonNode> aggregates) {
    boolean undefined = false;
    for (Expr operand : operands) {
      JsonNode value = evaluate(operand, item, aggregates);
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

  private static JsonNode calculate(char operator, JsonNode left, JsonNode right) {
    if (!left.isNumber() || !right.isNumber()) {
      return UNDEFINED;
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return Values.number(
        switch (operator) {
          case '+' -> a + b;
          case '-' -> a - b;
          case '*' -> a * b;
          default -> a / b;
        });
  }

  private JsonNode in(Expr.In in, JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    JsonNode value = evaluate(in.value(), item, aggregates);
    if (Values.isUndefined(value)) {
      return UNDEFINED;
    }
    for (Expr candidate : in.candidates()) {
      if (Values.equal(value, evaluate(candidate, item, aggregates))) {
        return bool(true);
      }
    }
    return bool(false);
  }

  private JsonNode between(
      Expr.Between between, JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    JsonNode value = evaluate(between.value(), item, aggregates);
    JsonNode above = compare(">=", value, evaluate(between.low(), item, aggregates));
    JsonNode below = compare("<=", value, evaluate(between.high(), item, aggregates));
    if (above.equals(bool(false)) || below.equals(bool(false))) {
      return bool(false);
    }
    return above.isBoolean() && below.isBoolean() ? bool(true) : UNDEFINED;
  }

  private JsonNode like(Expr.Like like, JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    JsonNode value = evaluate(like.value(), item, aggregates);
    JsonNode pattern = evaluate(like.pattern(), item, aggregates);
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
