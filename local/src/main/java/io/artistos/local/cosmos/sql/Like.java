package io.artistos.local.cosmos.sql;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** LIKE patterns: {@code %}, {@code _}, {@code [a-f]}, {@code [^x]}, with an escape character. */
final class Like {

  private Like() {}

  static Pattern compile(String like, @Nullable Character escape) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (escape != null && c == escape && i + 1 < like.length()) {
        regex.append(Pattern.quote(String.valueOf(like.charAt(++i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if (c == '[' && like.indexOf(']', i) > i + 1) {
        int close = like.indexOf(']', i);
        regex.append(set(like.substring(i + 1, close)));
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new SqlException("The LIKE pattern '" + like + "' is not valid.");
    }
  }

  /** What everything that fits starts with. */
  static String start(String like, @Nullable Character escape) {
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (escape != null && c == escape && i + 1 < like.length()) {
        start.append(like.charAt(++i));
      } else if (c == '%' || c == '_' || c == '[') {
        break;
      } else {
        start.append(c);
      }
    }
    return start.toString();
  }

  private static String set(String members) {
    boolean negated = members.startsWith("^");
    String plain = negated ? members.substring(1) : members;
    // Only the hyphen keeps its meaning of a range.
    return (negated ? "[^" : "[") + plain.replaceAll("([\\[\\]\\\\^&])", "\\\\$1") + "]";
  }
}
