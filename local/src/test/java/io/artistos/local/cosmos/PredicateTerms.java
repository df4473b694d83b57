package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Random comparisons and other tests of values. */
final class PredicateTerms {

  private final TermGenerator terms;

  PredicateTerms(TermGenerator terms) {
    this.terms = terms;
  }

  Term test(Term a, Term b, List<String> names, int depth) {
    return switch (terms.below(17)) {
      case 0, 1, 2 -> Term.binary(a, "=", b, Plain::equal);
      case 3 ->
          Term.binary(
              a,
              terms.any(List.of("!=", "<>")),
              b,
              (x, y) -> PlainFunctions.not(Plain.equal(x, y)));
      case 4 -> related(a, "<", b, r -> r < 0);
      case 5 -> related(a, "<=", b, r -> r <= 0);
      case 6 -> related(a, ">", b, r -> r > 0);
      case 7 -> related(a, ">=", b, r -> r >= 0);
      case 8 -> in(a);
      case 9 -> between(a);
      case 10 -> like(a);
      case 11 -> typed(a);
      case 12 -> contained(a, b);
      case 13 -> {
        boolean anyCase = terms.chance(1, 2);
        String more = anyCase ? ", true" : terms.chance(1, 2) ? ", false" : "";
        yield switch (terms.below(4)) {
          case 0 -> both("STARTSWITH", a, b, more, anyCase, String::startsWith);
          case 1 -> both("ENDSWITH", a, b, more, anyCase, String::endsWith);
          case 2 -> both("CONTAINS", a, b, more, anyCase, String::contains);
          default -> both("STRINGEQUALS", a, b, more, anyCase, String::equals);
        };
      }
      case 14 -> {
        Term kept = terms.predicate(List.of(names.getFirst(), "e"), depth > 0 ? 1 : 0);
        String from = "EXISTS(SELECT VALUE e FROM e IN " + names.getFirst() + ".tags WHERE ";
        yield Term.of(
            from + kept.sql() + ")",
            row -> !PlainFunctions.elements(row, names.getFirst(), kept).isEmpty());
      }
      case 15 ->
          terms.chance(1, 3)
              ? terms.path(names.getFirst(), terms.any(List.of("z", "m")))
              : typed(terms.path(names.getFirst(), terms.any(TermGenerator.INDEXED)));
      default -> {
        String path = terms.any(List.of("t", "u", "id"));
        String value = path.equals("id") ? "i" + terms.below(40) : path + terms.below(3);
        yield Term.binary(
            terms.path(names.getFirst(), path), "=", terms.constant(value), Plain::equal);
      }
    };
  }

  private static Term related(Term a, String operator, Term b, IntPredicate test) {
    return Term.binary(
        a,
        operator,
        b,
        (x, y) -> {
          Integer relation = Plain.relation(x, y);
          return relation == null ? null : (Object) test.test(relation);
        });
  }

  private Term in(Term a) {
    List<Term> candidates = new ArrayList<>();
    for (int i = terms.below(3); i >= 0; i--) {
      candidates.add(terms.constant(terms.any(TermGenerator.SCALARS)));
    }
    boolean not = terms.chance(1, 3);
    return Term.of(
        "("
            + a.sql()
            + (not ? " NOT" : "")
            + " IN ("
            + String.join(", ", candidates.stream().map(Term::sql).toList())
            + "))",
        row -> {
          Object value = a.over(row);
          boolean there = candidates.stream().anyMatch(c -> Objects.equals(c.over(row), value));
          return value == null ? null : (Object) (there != not);
        });
  }

  private Term between(Term a) {
    Term low = terms.constant(terms.any(TermGenerator.SCALARS));
    Term high = terms.constant(terms.any(TermGenerator.SCALARS));
    return Term.of(
        "(" + a.sql() + " BETWEEN " + low.sql() + " AND " + high.sql() + ")",
        row -> {
          Integer above = Plain.relation(a.over(row), low.over(row));
          Integer below = Plain.relation(a.over(row), high.over(row));
          return PlainFunctions.and(
              above == null ? null : (Object) (above >= 0),
              below == null ? null : (Object) (below <= 0));
        });
  }

  private Term like(Term a) {
    String pattern =
        terms.any(
            List.of("a%", "%b", "_", "%", "a_c", "[a-b]%", "[^a]%", "%[%]%", "a!%b", "%!_y", ""));
    boolean escaped = pattern.contains("!");
    boolean not = terms.chance(1, 3);
    return Term.of(
        "("
            + a.sql()
            + (not ? " NOT" : "")
            + " LIKE "
            + terms.literal(pattern)
            + (escaped ? " ESCAPE '!'" : "")
            + ")",
        row ->
            a.over(row) instanceof String text
                ? (Object) (PlainFunctions.matches(text, 0, pattern, 0) != not)
                : null);
  }

  private Term typed(Term a) {
    return switch (terms.below(9)) {
      case 0 -> is("IS_DEFINED", a, x -> x != null);
      case 1 -> is("IS_NULL", a, Plain.NULL::equals);
      case 2 -> is("IS_STRING", a, x -> x instanceof String);
      case 3 -> is("IS_NUMBER", a, x -> x instanceof Double);
      case 4 -> is("IS_BOOL", a, x -> x instanceof Boolean);
      case 5 -> is("IS_ARRAY", a, x -> x instanceof List);
      case 6 -> is("IS_OBJECT", a, x -> x instanceof Map);
      case 7 -> is("IS_INTEGER", a, x -> x instanceof Double d && d % 1 == 0 && Math.abs(d) < 1e18);
      default -> is("IS_PRIMITIVE", a, x -> x != null && !Plain.isContainer(x));
    };
  }

  private static Term is(String name, Term a, Predicate<@Nullable Object> test) {
    return Term.unary(name + "(", a, ")", test::test);
  }

  private Term contained(Term a, Term b) {
    if (terms.chance(1, 3)) {
      Object wanted = terms.any(TermGenerator.SCALARS);
      boolean yes = terms.chance(1, 2);
      return Term.of(
          "ARRAY_CONTAINS(c.l, {'v': " + terms.constant(wanted).sql() + "}, " + yes + ")",
          row ->
              row.get("c") instanceof Map<?, ?> item && item.get("l") instanceof List<?> list
                  ? (Object)
                      list.stream()
                          .anyMatch(
                              e ->
                                  yes
                                      ? e instanceof Map<?, ?> m && wanted.equals(m.get("v"))
                                      : e.equals(Map.of("v", wanted)))
                  : null);
    }
    Term array = terms.chance(3, 4) ? terms.path("c", "tags") : a;
    return Term.call(
        "ARRAY_CONTAINS",
        array,
        b,
        (x, y) -> x instanceof List<?> l && y != null ? (Object) l.contains(y) : null);
  }

  private static Term both(
      String name, Term a, Term b, String more, boolean anyCase, BiPredicate<String, String> f) {
    return Term.of(
        name + "(" + a.sql() + ", " + b.sql() + more + ")",
        row ->
            a.over(row) instanceof String s && b.over(row) instanceof String p
                ? (Object)
                    (anyCase
                        ? f.test(s.toLowerCase(Locale.ROOT), p.toLowerCase(Locale.ROOT))
                        : f.test(s, p))
                : null);
  }
}
