package io.artistos.local.cosmos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the query language computes, written once more in the plainest way; null is undefined. */
final class PlainFunctions {

  private PlainFunctions() {}

  static double truncated(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  static int bits(double value) {
    return new java.math.BigDecimal(value).toBigInteger().intValue();
  }

  static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? (Object) (value + 0.0) : null;
  }

  static @Nullable Object joined(@Nullable Object a, @Nullable Object b) {
    return a instanceof String x && b instanceof String y ? x + y : null;
  }

  static String reversed(String text) {
    StringBuilder reversed = new StringBuilder();
    for (int i = text.length() - 1; i >= 0; i--) {
      reversed.append(text.charAt(i));
    }
    return reversed.toString();
  }

  static List<Object> slice(List<?> list, int start, int length) {
    List<Object> part = new ArrayList<>();
    int from = start < 0 ? Math.max(0, list.size() + start) : start;
    for (int i = from; i < list.size() && i < from + length; i++) {
      part.add(list.get(i));
    }
    return part;
  }

  static List<Object> elements(Map<String, Object> row, String name, Term kept) {
    List<Object> elements = new ArrayList<>();
    if (row.get(name) instanceof Map<?, ?> item && item.get("tags") instanceof List<?> tags) {
      for (Object tag : tags) {
        Map<String, Object> inner = new HashMap<>(row);
        inner.put("e", tag);
        if (kept.holds(inner)) {
          elements.add(tag);
        }
      }
    }
    return elements;
  }

  static @Nullable Object and(@Nullable Object a, @Nullable Object b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    boolean both = Boolean.TRUE.equals(a) && Boolean.TRUE.equals(b);
    return both ? true : null;
  }

  static @Nullable Object not(@Nullable Object value) {
    return value instanceof Boolean b ? (Object) !b : null;
  }

  /** An exclamation mark escapes; a set ends at its first bracket. */
  static boolean matches(String text, int t, String pattern, int p) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    char c = pattern.charAt(p);
    if (c == '%') {
      return matches(text, t, pattern, p + 1)
          || (t < text.length() && matches(text, t + 1, pattern, p));
    }
    if (t == text.length()) {
      return false;
    }
    char at = text.charAt(t);
    if (c == '[') {
      int close = pattern.indexOf(']', p);
      boolean negated = pattern.charAt(p + 1) == '^';
      String set = pattern.substring(negated ? p + 2 : p + 1, close);
      boolean range = set.length() == 3 && set.charAt(1) == '-';
      boolean in = range ? at >= set.charAt(0) && at <= set.charAt(2) : set.indexOf(at) >= 0;
      return in != negated && matches(text, t + 1, pattern, close + 1);
    }
    int literal = c == '!' ? p + 1 : p;
    boolean one = c == '_' || pattern.charAt(literal) == at;
    return one && matches(text, t + 1, pattern, literal + 1);
  }
}
