package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scalar expression. Records, so that GROUP BY can compare expressions by structure. */
public sealed interface Expr {

  record Literal(JsonNode value) implements Expr {}

  /** With its at sign. */
  record Parameter(String name) implements Expr {}

  /** From the item itself (no step) downwards. */
  record Path(List<Step> steps) implements Expr {}

  /** What FROM or JOIN gave a name to, other than the item. */
  record Variable(String name) implements Expr {}

  /** Downwards from something that is not the item. */
  record Member(Expr of, List<Step> steps) implements Expr {}

  /** A member's name, or (name null) an array's index. */
  record Step(@Nullable String name, int index) {}

  record And(List<Expr> operands) implements Expr {}

  record Or(List<Expr> operands) implements Expr {}

  record Not(Expr operand) implements Expr {}

  /**
   * A comparison.
   *
   * @param operator one of {@code = != < <= > >=}
   */
  record Compare(String operator, Expr left, Expr right) implements Expr {}

  /**
   * A calculation.
   *
   * @param operator one of {@code + - * / % & | ^ << >> >>>}
   */
  record Arithmetic(String operator, Expr left, Expr right) implements Expr {}

  /** {@code ~} of a number. */
  record Complement(Expr operand) implements Expr {}

  /** {@code ||} of strings. */
  record Concat(Expr left, Expr right) implements Expr {}

  /** {@code left ?? right}: the right one where the left one is undefined. */
  record Coalesce(Expr left, Expr right) implements Expr {}

  /** {@code condition ? yes : no}; no unless the condition is true. */
  record Conditional(Expr condition, Expr yes, Expr no) implements Expr {}

  record In(Expr value, List<Expr> candidates) implements Expr {}

  record Between(Expr value, Expr low, Expr high) implements Expr {}

  record Like(Expr value, Expr pattern, @Nullable Character escape) implements Expr {}

  /**
   * A scalar function.
   *
   * @param name upper case, known to {@link Functions}
   */
  record Call(String name, List<Expr> arguments) implements Expr {}

  /**
   * A function over many items.
   *
   * @param function COUNT, SUM, MIN, MAX or AVG
   */
  record Aggregate(String function, Expr argument) implements Expr {}

  /** A query over what the row at hand holds. */
  record Subquery(Yield yield, Query query) implements Expr {}

  /** What a subquery stands for: its only row, all its rows as an array, or whether it has any. */
  enum Yield {
    VALUE,
    ARRAY,
    EXISTS
  }

  record ArrayOf(List<Expr> elements) implements Expr {}

  record ObjectOf(List<Column> members) implements Expr {}

  /** A named value: a member of an object, a column of a SELECT. */
  record Column(String name, Expr value) {}

  /** The expressions directly below this one; a subquery's are its own. */
  default List<Expr> children() {
    return switch (this) {
      case Literal l -> List.of();
      case Parameter p -> List.of();
      case Path p -> List.of();
      case Variable v -> List.of();
      case Subquery s -> List.of();
      case Member m -> List.of(m.of());
      case Complement c -> List.of(c.operand());
      case Concat c -> List.of(c.left(), c.right());
      case Coalesce c -> List.of(c.left(), c.right());
      case Conditional c -> List.of(c.condition(), c.yes(), c.no());
      case And a -> a.operands();
      case Or o -> o.operands();
      case Not n -> List.of(n.operand());
      case Compare c -> List.of(c.left(), c.right());
      case Arithmetic a -> List.of(a.left(), a.right());
      case In in -> concat(in.value(), in.candidates());
      case Between b -> List.of(b.value(), b.low(), b.high());
      case Like l -> List.of(l.value(), l.pattern());
      case Call c -> c.arguments();
      case Aggregate a -> List.of(a.argument());
      case ArrayOf a -> a.elements();
      case ObjectOf o -> o.members().stream().map(Column::value).toList();
    };
  }

  /** Whether an aggregate is anywhere in it. */
  default boolean aggregates() {
    return this instanceof Aggregate || children().stream().anyMatch(Expr::aggregates);
  }

  private static List<Expr> concat(Expr first, List<Expr> rest) {
    List<Expr> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
