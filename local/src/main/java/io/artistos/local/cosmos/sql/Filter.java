package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.OrderedBytes.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a WHERE clause says of single properties, in the terms of an index. Every item that the
 * clause selects fits; not every item that fits is selected, so the clause is still evaluated.
 */
public sealed interface Filter {

  /** Beyond them one of two statements is left out, which is still true. */
  int MOST_INTERVALS = 4_000;

  /** Says nothing. */
  record Anything() implements Filter {}

  /**
   * A property's value is in one of the intervals.
   *
   * @param path the names from the item down
   * @param element it is not the value, but one of its elements
   */
  record Within(List<String> path, boolean element, List<Interval> intervals) implements Filter {

    private boolean sameProperty(Within other) {
      return path.equals(other.path) && element == other.element;
    }
  }

  record All(List<Filter> of) implements Filter {}

  record Any(List<Filter> of) implements Filter {}

  /** What the query's WHERE says. */
  static Filter of(Query query, Map<String, JsonNode> parameters) {
    return query.where() == null ? new Anything() : of(query.where(), parameters);
  }

  /** The intervals that a property must be in, whatever else holds; null for any value. */
  default @Nullable List<Interval> intervals(List<String> path) {
    return switch (this) {
      case Within w -> w.path.equals(path) && !w.element ? w.intervals : null;
      case All all ->
          all.of.stream()
              .map(part -> part.intervals(path))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  private static Filter of(Expr expression, Map<String, JsonNode> parameters) {
    return switch (expression) {
      case Expr.And and -> all(and.operands().stream().map(o -> of(o, parameters)).toList());
      case Expr.Or or -> any(or.operands().stream().map(o -> of(o, parameters)).toList());
      case Expr.Compare c -> compare(c, parameters);
      case Expr.In in ->
          any(
              in.candidates().stream()
                  .map(candidate -> equal(in.value(), Pins.constant(candidate, parameters)))
                  .toList());
      case Expr.Between b ->
          all(
              List.of(
                  ordered(">=", b.value(), Pins.constant(b.low(), parameters)),
                  ordered("<=", b.value(), Pins.constant(b.high(), parameters))));
      case Expr.Like like -> like(like, Pins.constant(like.pattern(), parameters));
      case Expr.Call call -> call(call, parameters);
      default -> new Anything();
    };
  }

  private static Filter like(Expr.Like like, @Nullable JsonNode pattern) {
    String start =
        pattern != null && pattern.isTextual()
            ? Like.start(pattern.textValue(), like.escape())
            : "";
    return start.isEmpty()
        ? new Anything()
        : within(like.value(), false, Interval.startingWith(start));
  }

  private static Filter compare(Expr.Compare c, Map<String, JsonNode> parameters) {
    boolean pathFirst = c.left() instanceof Expr.Path;
    Expr path = pathFirst ? c.left() : c.right();
    JsonNode value = Pins.constant(pathFirst ? c.right() : c.left(), parameters);
    if (c.operator().equals("=")) {
      return equal(path, value);
    }
    String mirrored = c.operator().replace('<', '!').replace('>', '<').replace('!', '>');
    return c.operator().equals("!=")
        ? new Anything()
        : ordered(pathFirst ? c.operator() : mirrored, path, value);
  }

  private static Filter call(Expr.Call call, Map<String, JsonNode> parameters) {
    if (call.arguments().isEmpty()) {
      return new Anything();
    }
    Expr first = call.arguments().getFirst();
    int arguments = call.arguments().size();
    return switch (call.name()) {
      case "IS_DEFINED" -> within(first, false, Interval.DEFINED);
      case "STARTSWITH" -> {
        JsonNode start = Pins.constant(call.arguments().get(1), parameters);
        yield arguments == 2 && start != null && start.isTextual()
            ? within(first, false, Interval.startingWith(start.textValue()))
            : new Anything();
      }
      case "ARRAY_CONTAINS" -> {
        JsonNode wanted = Pins.constant(call.arguments().get(1), parameters);
        yield wanted != null && wanted.isValueNode()
            ? within(first, true, Interval.of(wanted))
            : new Anything();
      }
      default -> new Anything();
    };
  }

  private static Filter equal(Expr path, @Nullable JsonNode value) {
    return value != null && value.isValueNode()
        ? within(path, false, Interval.of(value))
        : new Anything();
  }

  /** Only numbers and strings: what else compares is rare. */
  private static Filter ordered(String operator, Expr path, @Nullable JsonNode value) {
    if (value == null || !(value.isNumber() || value.isTextual())) {
      return new Anything();
    }
    boolean included = operator.endsWith("=");
    return within(
        path,
        false,
        operator.startsWith("<")
            ? Interval.below(value, included)
            : Interval.above(value, included));
  }

  private static Filter within(Expr path, boolean element, Interval interval) {
    List<String> names = Pins.names(path);
    return names == null || names.isEmpty()
        ? new Anything()
        : new Within(names, element, List.of(interval));
  }

  private static Filter any(List<Filter> of) {
    if (of.stream().anyMatch(Anything.class::isInstance)) {
      return new Anything();
    }
    if (of.getFirst() instanceof Within first
        && of.stream().allMatch(f -> f instanceof Within w && w.sameProperty(first))) {
      List<Interval> intervals = new ArrayList<>();
      of.forEach(f -> intervals.addAll(((Within) f).intervals));
      return new Within(first.path, first.element, intervals);
    }
    return new Any(of);
  }

  private static Filter all(List<Filter> of) {
    List<Filter> parts = new ArrayList<>();
    for (Filter part : of) {
      switch (part) {
        case Anything a -> {}
        case All all -> all.of.forEach(inner -> add(parts, inner));
        default -> add(parts, part);
      }
    }
    return parts.isEmpty() ? new Anything() : parts.size() == 1 ? parts.getFirst() : new All(parts);
  }

  /** Two statements on one value become one; two on elements may be about two of them. */
  private static void add(List<Filter> parts, Filter part) {
    if (part instanceof Within w && !w.element) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i) instanceof Within other && w.sameProperty(other)) {
          parts.set(i, both(w, other));
          return;
        }
      }
    }
    parts.add(part);
  }

  private static Within both(Within a, Within b) {
    if (a.intervals.size() * b.intervals.size() > MOST_INTERVALS) {
      return a;
    }
    List<Interval> intervals = new ArrayList<>();
    for (Interval one : a.intervals) {
      for (Interval other : b.intervals) {
        Interval common = one.intersect(other);
        if (!common.isEmpty()) {
          intervals.add(common);
        }
      }
    }
    return new Within(a.path, false, intervals);
  }
}
