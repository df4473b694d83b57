package io.artistos.local.cosmos.sql;

import io.artistos.local.cosmos.sql.Lexer.Kind;
import io.artistos.local.cosmos.sql.Lexer.Token;
import java.util.List;

/** A reading position in a query's tokens. */
final class Tokens {

  private final List<Token> tokens;
  private int at;

  Tokens(String text) {
    this.tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
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
