package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a WHERE clause pins down by equality: a list of alternatives, each with the values that
 * properties must have. Every item that the clause selects fits one of them; the clause itself is
 * still evaluated. An empty map pins nothing. It serves to find partitions and ids; {@link Filter}
 * serves indexes.
 */
public final class Pins {

  private static final int MOST_ALTERNATIVES = 4_000;
  private static final List<Map<List<String>, JsonNode>> ANYTHING = List.of(Map.of());

  private Pins() {}

  /** Alternatives for the query; properties by their path's names. */
  public static List<Map<List<String>, JsonNode>> of(
      Query query, Map<String, JsonNode> parameters) {
    return query.where() == null ? ANYTHING : of(query.where(), parameters);
  }

  private static List<Map<List<String>, JsonNode>> of(
      Expr expression, Map<String, JsonNode> parameters) {
    return switch (expression) {
      case Expr.Compare c -> {
        if (!c.operator().equals("=")) {
          yield ANYTHING;
        }
        yield c.left() instanceof Expr.Path
            ? equality(c.left(), c.right(), parameters)
            : equality(c.right(), c.left(), parameters);
      }
      case Expr.In in -> {
        List<Map<List<String>, JsonNode>> all = new ArrayList<>();
        in.candidates().forEach(value -> all.addAll(equality(in.value(), value, parameters)));
        yield simplified(all);
      }
      case Expr.Or or -> {
        List<Map<List<String>, JsonNode>> all = new ArrayList<>();
        or.operands().forEach(operand -> all.addAll(of(operand, parameters)));
        yield simplified(all);
      }
      case Expr.And and -> {
        List<Map<List<String>, JsonNode>> all = ANYTHING;
        for (Expr operand : and.operands()) {
          all = product(all, of(operand, parameters));
        }
        yield all;
      }
      default -> ANYTHING;
    };
  }

  private static List<Map<List<String>, JsonNode>> equality(
      Expr path, Expr value, Map<String, JsonNode> parameters) {
    JsonNode constant = constant(value, parameters);
    List<String> names = names(path);
    return names == null || constant == null ? ANYTHING : List.of(Map.of(names, constant));
  }

  /** The value of what is the same for all items; null when it is not, or undefined. */
  static @Nullable JsonNode constant(Expr expression, Map<String, JsonNode> parameters) {
    JsonNode constant =
        switch (expression) {
          case Expr.Literal literal -> literal.value();
          case Expr.Parameter p -> parameters.get(p.name());
          default -> null;
        };
    return constant == null || Values.isUndefined(constant) ? null : constant;
  }

  /** The names of a path without array indexes; null for anything else. */
  public static @Nullable List<String> names(Expr expression) {
    if (!(expression instanceof Expr.Path path)) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (Expr.Step step : path.steps()) {
      if (step.name() == null) {
        return null;
      }
      names.add(step.name());
    }
    return names;
  }

  private static List<Map<List<String>, JsonNode>> simplified(
      List<Map<List<String>, JsonNode>> all) {
    return all.size() > MOST_ALTERNATIVES || all.stream().anyMatch(Map::isEmpty) ? ANYTHING : all;
  }

  /** Both hold. When that gets too many, or two disagree, one side alone is still true. */
  private static List<Map<List<String>, JsonNode>> product(
      List<Map<List<String>, JsonNode>> left, List<Map<List<String>, JsonNode>> right) {
    if (left.size() * right.size() > MOST_ALTERNATIVES) {
      return left.equals(ANYTHING) ? right : left;
    }
    List<Map<List<String>, JsonNode>> all = new ArrayList<>();
    for (Map<List<String>, JsonNode> a : left) {
      for (Map<List<String>, JsonNode> b : right) {
        Map<List<String>, JsonNode> both = new HashMap<>(b);
        both.putAll(a);
        all.add(both);
      }
    }
    return all;
  }
}
