package io.artistos.local.cosmos.sql;

import io.artistos.local.cosmos.sql.Lexer.Kind;
import io.artistos.local.cosmos.sql.Lexer.Token;
import java.util.List;

/** A reading position in a query's tokens. */
final class Tokens {

  /** Deep enough for what people write, shallow enough for the stack. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_OPERATORS = 1_000;

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int operators;

  Tokens(String text) {
    this.tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next. */
  Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The position, for {@link #back}. */
  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /** One level deeper; every call has its {@link #leave}. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new SqlException("The query is nested more than " + MAX_DEPTH + " levels deep.");
    }
  }

  void leave() {
    depth--;
  }

  /** Counted: operators in a row nest expressions without nesting in the text. */
  String operator() {
    if (++operators > MAX_OPERATORS) {
      throw new SqlException("The query has more than " + MAX_OPERATORS + " operators.");
    }
    return next().text();
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Steps over the symbol or word when it is there. */
  boolean accept(String expected) {
    if (!peek().is(expected)) {
      return false;
    }
    next();
    return true;
  }

  void expect(String expected) {
    if (!accept(expected)) {
      throw new SqlException("Syntax error: expected '" + expected + "' before " + peek() + ".");
    }
  }

  Token expect(Kind kind, String what) {
    if (peek().kind() != kind) {
      throw new SqlException("Syntax error: expected " + what + " before " + peek() + ".");
    }
    return next();
  }
}
