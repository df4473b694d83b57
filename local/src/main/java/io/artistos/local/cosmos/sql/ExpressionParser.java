package io.artistos.local.cosmos.sql;

import io.artistos.local.cosmos.json.Values;
import io.artistos.local.cosmos.sql.Lexer.Kind;
import io.artistos.local.cosmos.sql.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recursive descent over scalar expressions: their operators, from the loosest to the tightest. */
final class ExpressionParser {

  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");

  /** From the tightest to the loosest; they bind from the left. */
  private static final List<Set<String>> CALCULATIONS =
      List.of(
          Set.of("*", "/", "%"),
          Set.of("+", "-"),
          Set.of("<<", ">>", ">>>"),
          Set.of("&"),
          Set.of("^"),
          Set.of("|"),
          Set.of("||"));

  /** Looser than a comparison in the service, which nobody expects. */
  private static final int TIGHTER_THAN_COMPARISONS = 2;

  private final Tokens tokens;
  private final PrimaryParser primaries;

  /** Where the last bitwise or string operation without brackets ended. */
  private int looseEnd = -1;

  ExpressionParser(Tokens tokens, Names names) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, names, this);
  }

  /** By the grammar of the SDKs (github.com/Azure/azure-cosmos-dotnet-v3, sql.g4). */
  Expr expression() {
    tokens.enter();
    Expr left = disjunction();
    while (tokens.peek().is("??")) {
      tokens.operator();
      left = new Expr.Coalesce(left, disjunction());
    }
    if (tokens.accept("?")) {
      Expr yes = expression();
      tokens.expect(":");
      left = new Expr.Conditional(left, yes, expression());
    }
    tokens.leave();
    return left;
  }

  private Expr disjunction() {
    List<Expr> operands = new ArrayList<>(List.of(conjunction()));
    while (tokens.accept("OR")) {
      operands.add(conjunction());
    }
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
    Expr left = operand();
    if (isSymbolOf(COMPARISONS)) {
      Expr compared = bracketed(unnegated(left));
      String text = tokens.next().text();
      String operator = text.equals("<>") ? "!=" : text;
      return unchained(new Expr.Compare(operator, compared, bracketed(operand())));
    }
    boolean negated = tokens.peek().is("NOT") && tokens.next() != null;
    Expr test = keywordTest(left, negated);
    return negated ? new Expr.Not(test) : test;
  }

  private Expr keywordTest(Expr left, boolean needed) {
    if (tokens.accept("IN")) {
      tokens.expect("(");
      List<Expr> candidates = List.copyOf(list(")"));
      if (candidates.isEmpty()) {
        throw new SqlException("Syntax error: IN takes at least one value.");
      }
      return new Expr.In(unnegated(left), candidates);
    }
    if (tokens.accept("BETWEEN")) {
      Expr low = operand();
      tokens.expect("AND");
      return new Expr.Between(unnegated(left), low, operand());
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
    Expr pattern = operand();
    if (!tokens.accept("ESCAPE")) {
      return new Expr.Like(value, pattern, null);
    }
    String escape = tokens.expect(Kind.STRING, "an escape character").text();
    if (escape.length() != 1) {
      throw new SqlException("ESCAPE takes one character.");
    }
    return new Expr.Like(value, pattern, escape.charAt(0));
  }

  private Expr bracketed(Expr compared) {
    if (tokens.position() == looseEnd) {
      throw new SqlException("A bitwise or string operation in a comparison needs parentheses.");
    }
    return compared;
  }

  private Expr unchained(Expr comparison) {
    if (isSymbolOf(COMPARISONS)) {
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

  /** What a comparison compares. */
  private Expr operand() {
    return calculation(CALCULATIONS.size() - 1);
  }

  private Expr calculation(int level) {
    if (level < 0) {
      return unary();
    }
    Expr left = calculation(level - 1);
    while (isSymbolOf(CALCULATIONS.get(level))) {
      String operator = tokens.operator();
      Expr right = calculation(level - 1);
      left =
          operator.equals("||")
              ? new Expr.Concat(left, right)
              : new Expr.Arithmetic(operator, left, right);
      if (level > TIGHTER_THAN_COMPARISONS) {
        looseEnd = tokens.position();
      }
    }
    return left;
  }

  private boolean isSymbolOf(Set<String> symbols) {
    return tokens.peek().kind() == Kind.SYMBOL && symbols.contains(tokens.peek().text());
  }

  private Expr unary() {
    if (tokens.peek().is("NOT")) {
      tokens.operator();
      return new Expr.Not(unary());
    }
    if (tokens.peek().is("~")) {
      tokens.operator();
      return new Expr.Complement(unary());
    }
    if (tokens.peek().is("-") || tokens.peek().is("+")) {
      return signed(tokens.operator(), unary());
    }
    return primaries.primary();
  }

  /** A number with its sign is one literal, which indexes can look up. */
  private static Expr signed(String sign, Expr operand) {
    if (operand instanceof Expr.Literal literal && literal.value().isNumber()) {
      double number = literal.value().doubleValue();
      return new Expr.Literal(Values.number(sign.equals("-") ? 0 - number : number));
    }
    return new Expr.Arithmetic(sign, new Expr.Literal(Values.number(0)), operand);
  }

  /** From a name of the FROM clause down. */
  Expr path(Token root) {
    return primaries.path(root);
  }
}
