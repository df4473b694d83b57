package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Random calls of functions for numbers, texts and arrays. */
final class FunctionTerms {

  private final TermGenerator terms;

  FunctionTerms(TermGenerator terms) {
    this.terms = terms;
  }

  Term number(List<String> names, int depth) {
    Term a = terms.value(names, depth);
    return switch (terms.below(7)) {
      case 0 -> numeric("ABS", a, x -> x < 0 ? -x : x);
      case 1 -> numeric("FLOOR", a, Math::floor);
      case 2 -> numeric("CEILING", a, x -> -Math.floor(-x));
      case 3 -> numeric("ROUND", a, x -> x < 0 ? -Math.floor(0.5 - x) : Math.floor(x + 0.5));
      case 4 -> numeric("SIGN", a, x -> x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0);
      case 5 -> numeric("TRUNC", a, PlainFunctions::truncated);
      default -> numeric("SQUARE", a, x -> x * x);
    };
  }

  private static Term numeric(String name, Term a, Function<Double, Double> f) {
    return Term.unary(
        name + "(", a, ")", x -> x instanceof Double d ? PlainFunctions.finite(f.apply(d)) : null);
  }

  Term text(List<String> names, int depth) {
    Term a = terms.value(names, depth);
    Term b = terms.value(names, depth);
    return switch (terms.below(10)) {
      case 0 -> Term.binary(a, "||", b, PlainFunctions::joined);
      case 1 -> Term.call("CONCAT", a, b, PlainFunctions::joined);
      case 2 -> textual("LOWER", a, s -> s.toLowerCase(Locale.ROOT));
      case 3 -> textual("UPPER", a, s -> s.toUpperCase(Locale.ROOT));
      case 4 -> textual("LENGTH", a, s -> (double) s.length());
      case 5 -> textual("REVERSE", a, PlainFunctions::reversed);
      case 6 -> substring(a);
      case 7 ->
          Term.call(
              "INDEX_OF",
              a,
              b,
              (x, y) ->
                  x instanceof String s && y instanceof String p
                      ? (Object) (double) s.indexOf(p)
                      : null);
      case 8 -> {
        int length = terms.below(4) - 1;
        boolean left = terms.chance(1, 2);
        yield textual(
            (left ? "LEFT" : "RIGHT"),
            a,
            ", " + length,
            s -> {
              int kept = Math.clamp(length, 0, s.length());
              return left ? s.substring(0, kept) : s.substring(s.length() - kept);
            });
      }
      default ->
          textual("REPLACE", a, ", 'a', 'xy'", s -> String.join("xy", List.of(s.split("a", -1))));
    };
  }

  private Term substring(Term a) {
    int start = terms.below(4);
    int length = terms.below(3);
    return textual(
        "SUBSTRING",
        a,
        ", " + start + ", " + length,
        s -> {
          StringBuilder part = new StringBuilder();
          for (int i = start; i < start + length && i < s.length(); i++) {
            part.append(s.charAt(i));
          }
          return part.toString();
        });
  }

  private static Term textual(String name, Term a, Function<String, Object> f) {
    return textual(name, a, "", f);
  }

  private static Term textual(String name, Term a, String more, Function<String, Object> f) {
    return Term.unary(name + "(", a, more + ")", x -> x instanceof String s ? f.apply(s) : null);
  }

  Term array(List<String> names, int depth) {
    Term a = terms.chance(2, 3) ? terms.path(names.getFirst(), "tags") : terms.value(names, depth);
    return switch (terms.below(6)) {
      case 0 ->
          Term.unary(
              "ARRAY_LENGTH(",
              a,
              ")",
              x -> x instanceof List<?> l ? (Object) (double) l.size() : null);
      case 1 -> {
        int start = terms.below(5) - 2;
        yield Term.unary(
            "ARRAY_SLICE(",
            a,
            ", " + start + ", 2)",
            x -> x instanceof List<?> l ? PlainFunctions.slice(l, start, 2) : null);
      }
      case 2 ->
          Term.call(
              "ARRAY_CONCAT",
              a,
              terms.path(names.getFirst(), "l"),
              (x, y) -> {
                if (!(x instanceof List<?> p && y instanceof List<?> q)) {
                  return null;
                }
                List<Object> all = new ArrayList<>(p);
                all.addAll(q);
                return all;
              });
      case 3 -> {
        Term kept = terms.predicate(List.of(names.getFirst(), "e"), 1);
        yield Term.of(
            "ARRAY(SELECT VALUE e FROM e IN "
                + names.getFirst()
                + ".tags WHERE "
                + kept.sql()
                + ")",
            row -> PlainFunctions.elements(row, names.getFirst(), kept));
      }
      case 4 ->
          Term.of(
              "(SELECT VALUE COUNT(e) FROM e IN " + names.getFirst() + ".tags)",
              row ->
                  (double)
                      PlainFunctions.elements(row, names.getFirst(), Term.of("", r -> true))
                          .size());
      default -> {
        Term first = terms.value(names, depth);
        yield Term.of(
            "[" + first.sql() + ", {'k': " + a.sql() + "}]",
            row -> {
              List<Object> list = new ArrayList<>();
              Object value = first.over(row);
              if (value != null) {
                list.add(value);
              }
              Object member = a.over(row);
              list.add(member == null ? Map.of() : Map.of("k", member));
              return list;
            });
      }
    };
  }
}
