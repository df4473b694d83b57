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

/**
 * What operators stand between: literals, parameters, calls, what is in brackets, and paths, which
 * start at names of the FROM clause.
 */
final class PrimaryParser {

  private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG");

  private final Tokens tokens;
  private final Names names;
  private final ExpressionParser expressions;

  PrimaryParser(Tokens tokens, Names names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = expressions;
  }

  Expr primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case STRING -> new Expr.Literal(TextNode.valueOf(token.text()));
      case NUMBER -> new Expr.Literal(number(token.text()));
      case PARAMETER -> new Expr.Parameter(token.text());
      case WORD -> word(token);
      case SYMBOL -> steps(enclosed(token));
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

  private Expr enclosed(Token token) {
    return switch (token.text()) {
      case "(" -> parenthesised();
      case "[" -> new Expr.ArrayOf(List.copyOf(expressions.list("]")));
      case "{" -> object();
      default -> throw new SqlException("Syntax error at " + token + ".");
    };
  }

  private Expr parenthesised() {
    if (tokens.peek().is("SELECT")) {
      return subquery(Expr.Yield.VALUE);
    }
    Expr inner = expressions.expression();
    tokens.expect(")");
    // Wrapped, so that (NOT a) = b is seen to have its parentheses.
    return inner instanceof Expr.Not ? new Expr.And(List.of(inner)) : inner;
  }

  private Expr subquery(Expr.Yield yield) {
    tokens.enter();
    Query query = new Parser(tokens, names).subquery();
    tokens.leave();
    tokens.expect(")");
    return new Expr.Subquery(yield, query);
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
      members.add(new Expr.Column(name.text(), expressions.expression()));
    } while (tokens.accept(","));
    tokens.expect("}");
    return new Expr.ObjectOf(List.copyOf(members));
  }

  private Expr word(Token token) {
    String upper = token.upper();
    if (token.text().equals("udf") && tokens.peek().is(".")) {
      throw SqlException.unsupported("a user-defined function");
    }
    return switch (upper) {
      case "TRUE" -> new Expr.Literal(Values.bool(true));
      case "FALSE" -> new Expr.Literal(Values.bool(false));
      case "NULL" -> new Expr.Literal(NullNode.getInstance());
      case "UNDEFINED" -> new Expr.Literal(Values.UNDEFINED);
      default -> tokens.accept("(") ? steps(call(upper)) : path(token);
    };
  }

  private Expr call(String name) {
    if (tokens.peek().is("SELECT")) {
      return switch (name) {
        case "EXISTS" -> subquery(Expr.Yield.EXISTS);
        case "ARRAY" -> subquery(Expr.Yield.ARRAY);
        default -> throw SqlException.unsupported("the subquery " + name);
      };
    }
    if (tokens.peek().is("DISTINCT")) {
      throw SqlException.unsupported(name + "(DISTINCT …)");
    }
    List<Expr> arguments = List.copyOf(expressions.list(")"));
    if (AGGREGATES.contains(name)) {
      if (arguments.size() != 1 || arguments.getFirst().aggregates()) {
        throw new SqlException(name + " takes one argument, without aggregates in it.");
      }
      return new Expr.Aggregate(name, arguments.getFirst());
    }
    Functions.check(name, arguments.size());
    return new Expr.Call(name, arguments);
  }

  /** From a name of the FROM clause down. */
  Expr path(Token root) {
    if (!names.known(root.text())) {
      throw new SqlException("Identifier '" + root.text() + "' could not be resolved.");
    }
    return names.variables().contains(root.text())
        ? steps(new Expr.Variable(root.text()))
        : new Expr.Path(steps());
  }

  private Expr steps(Expr from) {
    List<Step> steps = steps();
    return steps.isEmpty() ? from : new Expr.Member(from, steps);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    while (true) {
      if (tokens.accept(".")) {
        steps.add(new Step(tokens.expect(Kind.WORD, "a property's name").text(), 0));
      } else if (tokens.accept("[")) {
        steps.add(bracketStep(tokens.next()));
        tokens.expect("]");
      } else {
        return List.copyOf(steps);
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
