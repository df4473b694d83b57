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

  private static final Expr.Path ITEM = new Expr.Path(List.of());

  private final Tokens tokens;
  private final Names outer;

  /**
   * @param outer the names of the query around a subquery
   */
  Parser(Tokens tokens, Names outer) {
    this.tokens = tokens;
    this.outer = outer;
  }

  /** The whole text. */
  Query query() {
    tokens.expect("SELECT");
    FromParser from = fromAhead();
    if (from == null) {
      throw SqlException.unsupported("a query without FROM");
    }
    Query query = rest(from, select(from));
    if (tokens.peek().kind() != Kind.END) {
      throw new SqlException("Syntax error at " + tokens.peek() + ".");
    }
    return query;
  }

  /** From SELECT up to the closing bracket, which stays. */
  Query subquery() {
    tokens.expect("SELECT");
    FromParser from = fromAhead();
    Query query = rest(from, select(from));
    boolean cut = query.offset() != null || query.limit() != null;
    if (cut || !query.groupBy().isEmpty() || !query.orderBy().isEmpty()) {
      throw SqlException.unsupported("TOP, GROUP BY, ORDER BY or OFFSET in a subquery");
    }
    return query;
  }

  Query condition() {
    FromParser from = new FromParser(tokens, outer);
    from.parse();
    tokens.back(from.start());
    List<Column> item = List.of(new Column("*", ITEM));
    Query query = rest(from, head(true, true, false, item, from.sources(), null));
    if (query.where() == null
        || !from.sources().isEmpty()
        || !query.orderBy().isEmpty()
        || !query.groupBy().isEmpty()
        || query.limit() != null) {
      throw new SqlException(
          "A patch condition is 'FROM <alias> WHERE <predicate>' and nothing more.");
    }
    return query;
  }

  /** The select list is written with names that only come after it. */
  private @Nullable FromParser fromAhead() {
    int start = tokens.position();
    int nesting = 0;
    while (tokens.peek().kind() != Kind.END && nesting >= 0) {
      String symbol = tokens.peek().kind() == Kind.SYMBOL ? tokens.peek().text() : "";
      if (nesting == 0 && tokens.peek().is("FROM")) {
        FromParser from = new FromParser(tokens, outer);
        from.parse();
        tokens.back(start);
        return from;
      }
      switch (symbol) {
        case "(", "[", "{" -> nesting++;
        case ")", "]", "}" -> nesting--;
        case "." -> tokens.next();
        default -> {}
      }
      tokens.next();
    }
    tokens.back(start);
    return null;
  }

  private Query select(@Nullable FromParser from) {
    ExpressionParser expressions = new ExpressionParser(tokens, names(from));
    boolean distinct = tokens.accept("DISTINCT");
    Expr top = tokens.accept("TOP") ? count() : null;
    List<Query.Source> sources = from == null ? List.of() : from.sources();
    if (from != null && tokens.accept("*")) {
      List<Column> only = List.of(new Column("*", from.only()));
      return head(true, true, distinct, only, sources, top);
    }
    boolean value = tokens.accept("VALUE");
    List<Column> columns =
        value ? List.of(new Column("", expressions.expression())) : columns(expressions, from);
    return head(false, value, distinct, columns, sources, top);
  }

  private static Query head(
      boolean star,
      boolean value,
      boolean distinct,
      List<Column> columns,
      List<Query.Source> sources,
      @Nullable Expr top) {
    return new Query(
        star, value, distinct, columns, sources, null, List.of(), List.of(), null, top);
  }

  private Names names(@Nullable FromParser from) {
    return from == null ? outer : from.names();
  }

  private Query rest(@Nullable FromParser from, Query head) {
    if (from != null) {
      if (tokens.position() != from.start()) {
        throw new SqlException("Syntax error at " + tokens.peek() + ".");
      }
      tokens.back(from.end());
    }
    ExpressionParser expressions = new ExpressionParser(tokens, names(from));
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
    Query query =
        new Query(
            head.star(),
            head.value(),
            head.distinct(),
            head.columns(),
            head.from(),
            where,
            groupBy,
            orderBy,
            offset,
            limit);
    return checked(query);
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

  private List<Column> columns(ExpressionParser expressions, @Nullable FromParser from) {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int unnamed = 0;
    do {
      Expr value = expressions.expression();
      String name = alias(value, from);
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

  private @Nullable String alias(Expr value, @Nullable FromParser from) {
    boolean as = tokens.accept("AS");
    if (as || (tokens.peek().kind() == Kind.WORD && !tokens.peek().is("FROM"))) {
      return tokens.expect(Kind.WORD, "an alias").text();
    }
    return switch (value) {
      case Expr.Path p -> p.steps().isEmpty() ? names(from).item() : p.steps().getLast().name();
      case Expr.Variable v -> v.name();
      case Expr.Member m -> m.steps().getLast().name();
      default -> null;
    };
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
    if (tokens.peek().is("ORDER") && tokens.second().is("BY") && !keys.isEmpty()) {
      throw SqlException.unsupported("ORDER BY with GROUP BY or aggregates");
    }
    return List.copyOf(keys);
  }

  private List<Order> orderBy(ExpressionParser expressions) {
    List<Order> keys = new ArrayList<>();
    if (tokens.accept("ORDER")) {
      tokens.expect("BY");
      if (tokens.peek().is("RANK")) {
        throw SqlException.unsupported("ORDER BY RANK");
      }
      do {
        // The service's words, as in github.com/dotnet/efcore/issues/27037.
        if (!(expressions.expression() instanceof Expr.Path path) || path.steps().isEmpty()) {
          throw new SqlException(
              "Unsupported ORDER BY clause. ORDER BY item expression could not be mapped to a"
                  + " document path.");
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
    if (expression instanceof Expr.Subquery) {
      throw SqlException.unsupported("a subquery with GROUP BY or aggregates");
    }
    if (expression instanceof Expr.Path || expression instanceof Expr.Variable) {
      throw new SqlException(
          "A property in the select list must be in GROUP BY or inside an aggregate.");
    }
    expression.children().forEach(child -> requireGrouped(child, keys));
  }
}
