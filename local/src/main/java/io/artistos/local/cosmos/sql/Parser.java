package io.artistos.local.cosmos.sql;

import io.artistos.local.cosmos.json.Values;
import io.artistos.local.cosmos.sql.Expr.Column;
import io.artistos.local.cosmos.sql.Lexer.Kind;
import io.artistos.local.cosmos.sql.Query.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clauses of a query, in the grammar's order. */
final class Parser {

  private static final Set<String> CLAUSES =
      Set.of("WHERE", "GROUP", "ORDER", "OFFSET", "LIMIT", "JOIN", "IN", "AS", "HAVING");
  private static final Expr.Path ITEM = new Expr.Path(List.of());

  private final String text;
  private final Tokens tokens;

  Parser(String text) {
    this.text = text;
    this.tokens = new Tokens(text);
  }

  Query query() {
    tokens.expect("SELECT");
    // The alias is known only after the select list, which is written with it.
    Tokens ahead = new Tokens(text);
    ExpressionParser expressions = new ExpressionParser(tokens, aliasAfter(ahead));
    boolean distinct = tokens.accept("DISTINCT");
    Expr top = tokens.accept("TOP") ? count() : null;
    boolean star = tokens.accept("*");
    boolean value = star || tokens.accept("VALUE");
    List<Column> columns =
        star
            ? List.of(new Column("*", ITEM))
            : value ? List.of(new Column("", expressions.expression())) : columns(expressions);
    from(tokens);
    return rest(
        expressions,
        new Query(star, value, distinct, columns, null, List.of(), List.of(), null, top));
  }

  Query condition() {
    Tokens ahead = new Tokens(text);
    ExpressionParser expressions = new ExpressionParser(tokens, from(ahead));
    from(tokens);
    Query bare =
        new Query(
            true,
            true,
            false,
            List.of(new Column("*", ITEM)),
            null,
            List.of(),
            List.of(),
            null,
            null);
    Query query = rest(expressions, bare);
    if (query.where() == null
        || !query.orderBy().isEmpty()
        || !query.groupBy().isEmpty()
        || query.limit() != null) {
      throw new SqlException(
          "A patch condition is 'FROM <alias> WHERE <predicate>' and nothing more.");
    }
    return query;
  }

  private Query rest(ExpressionParser expressions, Query head) {
    Expr where = tokens.accept("WHERE") ? scalar(expressions, "WHERE") : null;
    List<Expr> groupBy = groupBy(expressions);
    List<Order> orderBy = orderBy(expressions);
    Expr offset = null;
    Expr limit = head.limit();
    if (tokens.accept("OFFSET")) {
      offset = count();
      tokens.expect("LIMIT");
      if (limit != null) {
        throw new SqlException("TOP cannot be combined with OFFSET and LIMIT.");
      }
      limit = count();
    }
    if (tokens.peek().kind() != Kind.END) {
      throw new SqlException("Syntax error at " + tokens.peek() + ".");
    }
    Query query =
        new Query(
            head.star(),
            head.value(),
            head.distinct(),
            head.columns(),
            where,
            groupBy,
            orderBy,
            offset,
            limit);
    return checked(query);
  }

  private static String aliasAfter(Tokens ahead) {
    int nesting = 0;
    while (ahead.peek().kind() != Kind.END) {
      String token = ahead.peek().kind() == Kind.SYMBOL ? ahead.peek().text() : "";
      nesting += "([{".contains(token) && !token.isEmpty() ? 1 : 0;
      nesting -= ")]}".contains(token) && !token.isEmpty() ? 1 : 0;
      boolean member = token.equals(".");
      if (nesting == 0 && ahead.peek().is("FROM")) {
        return from(ahead);
      }
      ahead.next();
      if (member) {
        ahead.next();
      }
    }
    throw SqlException.unsupported("a query without FROM");
  }

  /** Reads the FROM clause and gives the alias of the item. */
  private static String from(Tokens tokens) {
    tokens.expect("FROM");
    if (tokens.peek().is("(")) {
      throw SqlException.unsupported("a subquery in FROM");
    }
    String name = tokens.expect(Kind.WORD, "a container's name").text();
    if (tokens.peek().is(".") || tokens.peek().is("[")) {
      throw SqlException.unsupported("a path in FROM");
    }
    boolean as = tokens.accept("AS");
    if (as || (tokens.peek().kind() == Kind.WORD && !CLAUSES.contains(tokens.peek().upper()))) {
      name = tokens.expect(Kind.WORD, "an alias").text();
    }
    for (String absent : List.of("IN", "JOIN")) {
      if (tokens.peek().is(absent)) {
        throw SqlException.unsupported(absent + " in the FROM clause");
      }
    }
    return name;
  }

  private Expr count() {
    Lexer.Token token = tokens.next();
    return switch (token.kind()) {
      case NUMBER -> new Expr.Literal(Values.number(Double.parseDouble(token.text())));
      case PARAMETER -> new Expr.Parameter(token.text());
      default ->
          throw new SqlException("Syntax error: expected a number of rows at " + token + ".");
    };
  }

  private List<Column> columns(ExpressionParser expressions) {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int unnamed = 0;
    do {
      Expr value = expressions.expression();
      String name = alias(value);
      if (name == null) {
        name = "$" + ++unnamed;
      }
      if (!names.add(name)) {
        throw new SqlException("The column name '" + name + "' is used twice.");
      }
      columns.add(new Column(name, value));
    } while (tokens.accept(","));
    return List.copyOf(columns);
  }

  private @Nullable String alias(Expr value) {
    boolean as = tokens.accept("AS");
    if (as || (tokens.peek().kind() == Kind.WORD && !tokens.peek().is("FROM"))) {
      return tokens.expect(Kind.WORD, "an alias").text();
    }
    if (value instanceof Expr.Path path) {
      return path.steps().isEmpty() ? rootAlias() : path.steps().getLast().name();
    }
    return null;
  }

  private String rootAlias() {
    return aliasAfter(new Tokens(text));
  }

  private static Expr scalar(ExpressionParser expressions, String clause) {
    Expr expression = expressions.expression();
    if (expression.aggregates()) {
      throw new SqlException("Aggregates are not allowed in " + clause + ".");
    }
    return expression;
  }

  private List<Expr> groupBy(ExpressionParser expressions) {
    List<Expr> keys = new ArrayList<>();
    if (tokens.accept("GROUP")) {
      tokens.expect("BY");
      do {
        keys.add(scalar(expressions, "GROUP BY"));
      } while (tokens.accept(","));
    }
    if (tokens.peek().is("HAVING")) {
      throw SqlException.unsupported("HAVING");
    }
    return List.copyOf(keys);
  }

  private List<Order> orderBy(ExpressionParser expressions) {
    List<Order> keys = new ArrayList<>();
    if (tokens.accept("ORDER")) {
      tokens.expect("BY");
      do {
        if (!(expressions.expression() instanceof Expr.Path path) || path.steps().isEmpty()) {
          throw new SqlException("ORDER BY takes paths of properties, not expressions.");
        }
        boolean descending = tokens.accept("DESC");
        if (!descending) {
          tokens.accept("ASC");
        }
        keys.add(new Order(path, descending));
      } while (tokens.accept(","));
    }
    return List.copyOf(keys);
  }

  private static Query checked(Query query) {
    if (!query.groups()) {
      return query;
    }
    if (!query.orderBy().isEmpty()) {
      throw SqlException.unsupported("ORDER BY with GROUP BY or aggregates");
    }
    for (Column column : query.columns()) {
      requireGrouped(column.value(), query.groupBy());
    }
    return query;
  }

  private static void requireGrouped(Expr expression, List<Expr> keys) {
    if (keys.contains(expression) || expression instanceof Expr.Aggregate) {
      return;
    }
    if (expression instanceof Expr.Path) {
      throw new SqlException(
          "A property in the select list must be in GROUP BY or inside an aggregate.");
    }
    expression.children().forEach(child -> requireGrouped(child, keys));
  }
}
