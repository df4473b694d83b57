package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.local.cosmos.json.Values;
import io.artistos.local.cosmos.sql.Expr.Step;
import io.artistos.local.cosmos.sql.Lexer.Kind;
import io.artistos.local.cosmos.sql.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recursive descent over scalar expressions. Paths must start at the FROM clause's alias. */
final class ExpressionParser {

  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG");

  /** Deep enough for what people write, shallow enough for the stack. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_OPERATORS = 1_000;

  private final Tokens tokens;
  private final String alias;
  private int depth;
  private int operators;

  ExpressionParser(Tokens tokens, String alias) {
    this.tokens = tokens;
    this.alias = alias;
  }

  Expr expression() {
    if (++depth > MAX_DEPTH) {
      throw new SqlException("The query is nested more than " + MAX_DEPTH + " levels deep.");
    }
    List<Expr> operands = new ArrayList<>(List.of(conjunction()));
    while (tokens.accept("OR")) {
      operands.add(conjunction());
    }
    depth--;
    return operands.size() == 1 ? operands.getFirst() : new Expr.Or(List.copyOf(operands));
  }

  /** {@code a, b, c} up to and with the closing symbol; may be empty. */
  List<Expr> list(String close) {
    List<Expr> elements = new ArrayList<>();
    if (tokens.accept(close)) {
      return elements;
    }
    do {
      elements.add(expression());
    } while (tokens.accept(","));
    tokens.expect(close);
    return elements;
  }

  private Expr conjunction() {
    List<Expr> operands = new ArrayList<>(List.of(predicate()));
    while (tokens.accept("AND")) {
      operands.add(predicate());
    }
    return operands.size() == 1 ? operands.getFirst() : new Expr.And(List.copyOf(operands));
  }

  private Expr predicate() {
    Expr left = sum();
    Token token = tokens.peek();
    if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
      tokens.next();
      String operator = token.text().equals("<>") ? "!=" : token.text();
      return unchained(new Expr.Compare(operator, unnegated(left), sum()));
    }
    boolean negated = tokens.peek().is("NOT") && tokens.next() != null;
    Expr test = keywordTest(left, negated);
    return negated ? new Expr.Not(test) : test;
  }

  private Expr keywordTest(Expr left, boolean needed) {
    if (tokens.accept("IN")) {
      tokens.expect("(");
      return new Expr.In(unnegated(left), List.copyOf(list(")")));
    }
    if (tokens.accept("BETWEEN")) {
      Expr low = sum();
      tokens.expect("AND");
      return new Expr.Between(unnegated(left), low, sum());
    }
    if (tokens.accept("LIKE")) {
      return like(unnegated(left));
    }
    if (needed) {
      throw new SqlException("Syntax error: NOT before " + tokens.peek() + ".");
    }
    return left;
  }

  private Expr like(Expr value) {
    Expr pattern = sum();
    if (!tokens.accept("ESCAPE")) {
      return new Expr.Like(value, pattern, null);
    }
    String escape = tokens.expect(Kind.STRING, "an escape character").text();
    if (escape.length() != 1) {
      throw new SqlException("ESCAPE takes one character.");
    }
    return new Expr.Like(value, pattern, escape.charAt(0));
  }

  private Expr unchained(Expr comparison) {
    if (COMPARISONS.contains(tokens.peek().text()) && tokens.peek().kind() == Kind.SYMBOL) {
      throw new SqlException("Syntax error: comparisons in a row need parentheses.");
    }
    return comparison;
  }

  /** NOT binds tighter than a comparison in the service; nobody means that. */
  private static Expr unnegated(Expr left) {
    if (left instanceof Expr.Not) {
      throw new SqlException("NOT needs parentheses around the comparison that it negates.");
    }
    return left;
  }

  private Expr sum() {
    Expr left = product();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      char operator = operator();
      left = new Expr.Arithmetic(operator, left, product());
    }
    return left;
  }

  private Expr product() {
    Expr left = unary();
    while (tokens.peek().is("*") || tokens.peek().is("/")) {
      char operator = operator();
      left = new Expr.Arithmetic(operator, left, unary());
    }
    return left;
  }

  private Expr unary() {
    if (tokens.peek().is("NOT")) {
      operator();
      return new Expr.Not(unary());
    }
    if (tokens.peek().is("-") || tokens.peek().is("+")) {
      char operator = operator();
      return new Expr.Arithmetic(operator, new Expr.Literal(Values.number(0)), unary());
    }
    return primary();
  }

  /** Counted: operators in a row nest expressions without nesting in the text. */
  private char operator() {
    if (++operators > MAX_OPERATORS) {
      throw new SqlException("The query has more than " + MAX_OPERATORS + " operators.");
    }
    return tokens.next().text().charAt(0);
  }

  private Expr primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case STRING -> new Expr.Literal(TextNode.valueOf(token.text()));
      case NUMBER -> new Expr.Literal(number(token.text()));
      case PARAMETER -> new Expr.Parameter(token.text());
      case WORD -> word(token);
      case SYMBOL -> bracketed(token);
      case END -> throw new SqlException("Syntax error: the query ends too early.");
    };
  }

  private static JsonNode number(String text) {
    try {
      return Values.number(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new SqlException("Syntax error: '" + text + "' is no number.");
    }
  }

  private Expr bracketed(Token token) {
    return switch (token.text()) {
      case "(" -> parenthesised();
      case "[" -> new Expr.ArrayOf(List.copyOf(list("]")));
      case "{" -> object();
      default -> throw new SqlException("Syntax error at " + token + ".");
    };
  }

  private Expr parenthesised() {
    if (tokens.peek().is("SELECT")) {
      throw SqlException.unsupported("a subquery");
    }
    Expr inner = expression();
    tokens.expect(")");
    // Wrapped, so that (NOT a) = b is seen to have its parentheses.
    return inner instanceof Expr.Not ? new Expr.And(List.of(inner)) : inner;
  }

  private Expr object() {
    List<Expr.Column> members = new ArrayList<>();
    if (tokens.accept("}")) {
      return new Expr.ObjectOf(List.of());
    }
    do {
      Token name = tokens.next();
      if (name.kind() != Kind.STRING && name.kind() != Kind.WORD) {
        throw new SqlException("Syntax error: expected a member's name before " + name + ".");
      }
      tokens.expect(":");
      members.add(new Expr.Column(name.text(), expression()));
    } while (tokens.accept(","));
    tokens.expect("}");
    return new Expr.ObjectOf(List.copyOf(members));
  }

  private Expr word(Token token) {
    String upper = token.upper();
    boolean subquery = upper.equals("EXISTS") || upper.equals("ARRAY");
    if (subquery && tokens.peek().is("(")) {
      throw SqlException.unsupported("the subquery " + upper);
    }
    if (token.text().equals("udf") && tokens.peek().is(".")) {
      throw SqlException.unsupported("a user-defined function");
    }
    return switch (upper) {
      case "TRUE" -> new Expr.Literal(Values.bool(true));
      case "FALSE" -> new Expr.Literal(Values.bool(false));
      case "NULL" -> new Expr.Literal(NullNode.getInstance());
      case "UNDEFINED" -> new Expr.Literal(Values.UNDEFINED);
      default -> tokens.accept("(") ? call(upper) : path(token);
    };
  }

  private Expr call(String name) {
    if (tokens.peek().is("DISTINCT")) {
      throw SqlException.unsupported(name + "(DISTINCT …)");
    }
    List<Expr> arguments = List.copyOf(list(")"));
    if (AGGREGATES.contains(name)) {
      if (arguments.size() != 1 || arguments.getFirst().aggregates()) {
        throw new SqlException(name + " takes one argument, without aggregates in it.");
      }
      return new Expr.Aggregate(name, arguments.getFirst());
    }
    Functions.check(name, arguments.size());
    return new Expr.Call(name, arguments);
  }

  private Expr.Path path(Token root) {
    if (!root.text().equals(alias)) {
      throw new SqlException("Identifier '" + root.text() + "' could not be resolved.");
    }
    List<Step> steps = new ArrayList<>();
    while (true) {
      if (tokens.accept(".")) {
        steps.add(new Step(tokens.expect(Kind.WORD, "a property's name").text(), 0));
      } else if (tokens.accept("[")) {
        steps.add(bracketStep(tokens.next()));
        tokens.expect("]");
      } else {
        return new Expr.Path(List.copyOf(steps));
      }
    }
  }

  private static Step bracketStep(Token token) {
    if (token.kind() == Kind.STRING) {
      return new Step(token.text(), 0);
    }
    try {
      return new Step(null, Integer.parseInt(token.text()));
    } catch (NumberFormatException e) {
      throw SqlException.unsupported("the array index " + token);
    }
  }
}
