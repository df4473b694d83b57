package io.artistos.local.cosmos.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a query into tokens. */
final class Lexer {

  enum Kind {
    WORD,
    PARAMETER,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  /**
   * @param text as written; of a string, what it stands for
   */
  record Token(Kind kind, String text) {

    /** Whether it is this symbol, or this word in any case. */
    boolean is(String expected) {
      return (kind == Kind.SYMBOL && text.equals(expected))
          || (kind == Kind.WORD && text.equalsIgnoreCase(expected));
    }

    String upper() {
      return text.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return kind == Kind.END ? "the end of the query" : "'" + text + "'";
    }
  }

  private static final List<String> SYMBOLS =
      List.of(
          ">>>", "<<", ">>", "<>", "!=", "<=", ">=", "??", "||", "=", "<", ">", "(", ")", "[", "]",
          "{", "}", ",", ".", ":", "*", "+", "-", "/", "%", "?", "|", "&", "^", "~");

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "");
    }
    char c = text.charAt(at);
    if (Character.isLetter(c) || c == '_') {
      return word(Kind.WORD, at);
    }
    if (c == '@') {
      at++;
      return word(Kind.PARAMETER, at - 1);
    }
    if (c == '\'' || c == '"') {
      return string(c);
    }
    if (Character.isDigit(c) || (c == '.' && at + 1 < text.length() && digit(at + 1))) {
      return number();
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol);
      }
    }
    throw SqlException.unsupported("the operator '" + c + "'");
  }

  private boolean digit(int index) {
    return Character.isDigit(text.charAt(index));
  }

  private Token word(Kind kind, int start) {
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return new Token(kind, text.substring(start, at));
  }

  private Token number() {
    int start = at;
    while (at < text.length() && (digit(at) || text.charAt(at) == '.')) {
      at++;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      while (at < text.length() && digit(at)) {
        at++;
      }
    }
    return new Token(Kind.NUMBER, text.substring(start, at));
  }

  private Token string(char quote) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return new Token(Kind.STRING, value.toString());
      }
      value.append(c == '\\' ? escaped() : c);
    }
    throw new SqlException("Syntax error: a string is not closed.");
  }

  private char escaped() {
    if (at == text.length()) {
      throw new SqlException("Syntax error: a string is not closed.");
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      case '\\', '/', '"', '\'' -> c;
      default -> throw new SqlException("Syntax error: unknown escape '\\" + c + "'.");
    };
  }

  private char unicode() {
    try {
      char c = (char) Integer.parseInt(text, at, at + 4, 16);
      at += 4;
      return c;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new SqlException("Syntax error: '\\u' needs four hexadecimal digits.");
    }
  }
}
