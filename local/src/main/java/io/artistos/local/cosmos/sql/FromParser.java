package io.artistos.local.cosmos.sql;

import io.artistos.local.cosmos.sql.Lexer.Kind;
import io.artistos.local.cosmos.sql.Query.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The FROM clause with its JOINs: what it names, and where each name's value comes from. */
final class FromParser {

  private static final Set<String> CLAUSES =
      Set.of("WHERE", "GROUP", "ORDER", "OFFSET", "LIMIT", "JOIN", "HAVING");

  private final Tokens tokens;
  private final boolean nested;
  private final int start;
  private final List<Source> sources = new ArrayList<>();
  private Names names;
  private int end;

  FromParser(Tokens tokens, Names outer) {
    this.tokens = tokens;
    this.names = outer;
    this.nested = !outer.equals(Names.NONE);
    this.start = tokens.position();
  }

  void parse() {
    tokens.expect("FROM");
    if (nested) {
      source();
    } else {
      container();
    }
    while (tokens.accept("JOIN")) {
      source();
    }
    end = tokens.position();
  }

  List<Source> sources() {
    return List.copyOf(sources);
  }

  Names names() {
    return names;
  }

  /** The positions of FROM and of what comes after the clause. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** What {@code SELECT *} stands for. */
  Expr only() {
    if (sources.size() + (names.item() == null || nested ? 0 : 1) != 1) {
      throw new SqlException("'SELECT *' is only valid with a single input set.");
    }
    return sources.isEmpty()
        ? new Expr.Path(List.of())
        : new Expr.Variable(sources.getFirst().name());
  }

  /** The outermost FROM: the container, or what is in its items. */
  private void container() {
    if (tokens.peek().is("(")) {
      throw SqlException.unsupported("a subquery in FROM");
    }
    boolean each = tokens.second().is("IN");
    String name = each ? name() : "";
    if (each) {
      tokens.expect("IN");
      if (tokens.peek().is("(")) {
        throw SqlException.unsupported("a subquery in FROM");
      }
    }
    String container = tokens.peek().text();
    names = names.withItem(container);
    Expr.Path path = (Expr.Path) path();
    if (each) {
      names = names.withItem(null);
      bind(name, path, true);
      return;
    }
    String alias = alias();
    if (path.steps().isEmpty()) {
      names = names.withItem(alias == null ? container : alias);
    } else {
      names = names.withItem(null);
      bind(alias == null ? lastName(path) : alias, path, false);
    }
  }

  /** A JOIN, or the FROM of a subquery: what is in the row so far. */
  private void source() {
    if (tokens.peek().is("(")) {
      Expr rows = rows();
      String alias = alias();
      if (alias == null) {
        throw new SqlException("Syntax error: a subquery in JOIN needs an alias.");
      }
      bind(alias, rows, true);
      return;
    }
    if (tokens.second().is("IN")) {
      String name = name();
      tokens.expect("IN");
      bind(name, tokens.peek().is("(") ? rows() : path(), true);
      return;
    }
    Expr path = path();
    String alias = alias();
    bind(alias == null ? lastName(path) : alias, path, false);
  }

  private void bind(String name, Expr value, boolean each) {
    boolean twice = sources.stream().anyMatch(s -> s.name().equals(name));
    if (twice || (!nested && name.equals(names.item()))) {
      throw new SqlException("The input alias '" + name + "' is specified more than once.");
    }
    sources.add(new Source(name, value, each));
    names = names.with(name);
  }

  private Expr rows() {
    tokens.expect("(");
    tokens.enter();
    Query query = new Parser(tokens, names).subquery();
    tokens.leave();
    tokens.expect(")");
    return new Expr.Subquery(Expr.Yield.ARRAY, query);
  }

  private Expr path() {
    return new ExpressionParser(tokens, names).path(tokens.expect(Kind.WORD, "a container's name"));
  }

  private String name() {
    return tokens.expect(Kind.WORD, "an alias").text();
  }

  private @Nullable String alias() {
    boolean as = tokens.accept("AS");
    boolean there = tokens.peek().kind() == Kind.WORD && !CLAUSES.contains(tokens.peek().upper());
    return as || there ? name() : null;
  }

  private String lastName(Expr path) {
    String name =
        switch (path) {
          case Expr.Path p -> p.steps().isEmpty() ? names.item() : p.steps().getLast().name();
          case Expr.Member m -> m.steps().getLast().name();
          case Expr.Variable v -> v.name();
          default -> null;
        };
    if (name == null) {
      throw new SqlException("An array's element in FROM needs an alias.");
    }
    return name;
  }
}
