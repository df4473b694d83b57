package io.artistos.local.cosmos.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of the query language: JSON values and <i>undefined</i>, which a {@link MissingNode}
 * stands for. Numbers are IEEE doubles, as in the service: {@code 1} and {@code 1.0} are one value.
 */
public final class Values {

  /** The absence of a value; not {@code null}. */
  public static final JsonNode UNDEFINED = MissingNode.getInstance();

  private static final double EXACT_INTEGERS = 0x1p53;

  private Values() {}

  public static boolean isUndefined(JsonNode value) {
    return value.isMissingNode();
  }

  public static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  /** A number in its shortest form; what JSON cannot hold (NaN, infinity) is undefined. */
  public static JsonNode number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return UNDEFINED;
    }
    if (value == Math.rint(value) && Math.abs(value) <= EXACT_INTEGERS) {
      return LongNode.valueOf((long) value);
    }
    return DoubleNode.valueOf(value);
  }

  /** Deep equality; members in any order. */
  public static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.doubleValue() == b.doubleValue();
    }
    if (a.isContainerNode() && b.isContainerNode()) {
      return a.size() == b.size() && (a.isArray() ? equalArrays(a, b) : equalObjects(a, b));
    }
    return a.equals(b);
  }

  private static boolean equalArrays(JsonNode a, JsonNode b) {
    if (!b.isArray()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalObjects(JsonNode a, JsonNode b) {
    if (!b.isObject()) {
      return false;
    }
    for (var member : a.properties()) {
      JsonNode other = b.get(member.getKey());
      if (other == null || !equal(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The total order of ORDER BY: undefined, null, false, true, numbers, strings, arrays, objects
   * (contracts 5.11).
   */
  public static int compare(JsonNode a, JsonNode b) {
    int byType = Integer.compare(rank(a), rank(b));
    if (byType != 0) {
      return byType;
    }
    if (a.isNumber()) {
      // Not Double.compare: zero and minus zero are one value.
      double left = a.doubleValue();
      double right = b.doubleValue();
      return left < right ? -1 : left > right ? 1 : 0;
    }
    if (a.isTextual()) {
      return a.textValue().compareTo(b.textValue());
    }
    if (a.isArray()) {
      return compareArrays(a, b);
    }
    return a.isObject() ? canonical(a).compareTo(canonical(b)) : 0;
  }

  private static int compareArrays(JsonNode a, JsonNode b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int c = compare(a.get(i), b.get(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> 1;
      case BOOLEAN -> value.booleanValue() ? 3 : 2;
      case NUMBER -> 4;
      case STRING -> 5;
      case ARRAY -> 6;
      case OBJECT, POJO -> 7;
      case MISSING, BINARY -> 0;
    };
  }

  /** One text for each value: equal values, and no others, give the same. */
  public static String canonical(JsonNode value) {
    StringBuilder out = new StringBuilder();
    canonical(value, out);
    return out.toString();
  }

  private static void canonical(JsonNode value, StringBuilder out) {
    if (value.isNumber()) {
      out.append(value.doubleValue() + 0.0);
    } else if (value.isArray()) {
      out.append('[');
      value.forEach(
          element -> {
            canonical(element, out);
            out.append(',');
          });
      out.append(']');
    } else if (value.isObject()) {
      List<String> names = new ArrayList<>();
      value.fieldNames().forEachRemaining(names::add);
      names.sort(null);
      out.append('{');
      for (String name : names) {
        out.append(TextNode.valueOf(name)).append(':');
        canonical(value.get(name), out);
        out.append(',');
      }
      out.append('}');
    } else {
      out.append(value.isMissingNode() ? "undefined" : value.toString());
    }
  }
}
