package io.artistos.local.host;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * ASP.NET Core's constraints of a route parameter (contracts 4.3): int, long, bool, guid, alpha,
 * decimal, double, float, datetime, length, minlength, maxlength, min, max, range, regex and
 * required. A datetime is taken in its ISO forms only, where .NET takes more.
 */
final class RouteConstraints {

  /** One constraint: its name and, in brackets, what it is given. */
  static final String FORM = ":\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?";

  private static final Pattern PARTS = Pattern.compile(":(\\w+)(?:\\((.*)\\))?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern BOOL = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final Pattern DOUBLE = Pattern.compile(DECIMAL + "(?:[eE][+-]?[0-9]+)?");
  private static final Pattern ALPHA = Pattern.compile("[A-Za-z]*");
  private static final Pattern GUID =
      Pattern.compile(
          "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATETIME =
      Pattern.compile(
          "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"
              + "(?:[T ](?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,7})?)?"
              + "(?:Z|[+-]\\d{2}:\\d{2})?)?");

  private RouteConstraints() {}

  /**
   * @param where what to name when {@code text}, of the form {@link #FORM}, is none of these
   */
  static Predicate<String> parse(String where, String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw absent(where, text);
    }
    String given = parts.group(2) == null ? "" : parts.group(2);
    try {
      return given.isEmpty() ? plain(where, parts.group(1)) : of(where, parts.group(1), given);
    } catch (NumberFormatException | PatternSyntaxException e) {
      throw new InvalidAppException(where + ": constraint " + text + " cannot be read", e);
    }
  }

  private static Predicate<String> plain(String where, String name) {
    return switch (name) {
      case "int" -> value -> isWithin(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long" -> value -> isWithin(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case "bool" -> BOOL.asMatchPredicate();
      case "guid" -> GUID.asMatchPredicate();
      case "alpha" -> ALPHA.asMatchPredicate();
      case "decimal" -> DECIMAL.asMatchPredicate();
      case "double", "float" -> DOUBLE.asMatchPredicate();
      case "datetime" -> DATETIME.asMatchPredicate();
      case "required" -> value -> !value.isEmpty();
      default -> throw absent(where, name);
    };
  }

  private static Predicate<String> of(String where, String name, String given) {
    if (name.equals("regex")) {
      // Braces are doubled in a template. Like .NET's, it may match anywhere and ignores case.
      String expression = given.replace("{{", "{").replace("}}", "}");
      return Pattern.compile(expression, Pattern.CASE_INSENSITIVE).asPredicate();
    }
    String[] numbers = given.split(",", -1);
    long first = Long.parseLong(numbers[0].strip());
    long last = Long.parseLong(numbers[numbers.length - 1].strip());
    boolean two = numbers.length == 2;
    boolean mayBeTwo = name.equals("range") || name.equals("length");
    if (numbers.length > 2 || (two && !mayBeTwo) || (!two && name.equals("range"))) {
      throw absent(where, name + "(" + given + ")");
    }
    return switch (name) {
      case "length" -> value -> value.length() >= first && value.length() <= last;
      case "minlength" -> value -> value.length() >= first;
      case "maxlength" -> value -> value.length() <= first;
      case "min" -> value -> isWithin(value, first, Long.MAX_VALUE);
      case "max" -> value -> isWithin(value, Long.MIN_VALUE, first);
      case "range" -> value -> isWithin(value, first, last);
      default -> throw absent(where, name);
    };
  }

  private static boolean isWithin(String value, long least, long most) {
    if (!INTEGER.matcher(value).matches()) {
      return false;
    }
    long number = Long.parseLong(value);
    return number >= least && number <= most;
  }

  private static InvalidAppException absent(String where, String name) {
    return new InvalidAppException(where + ": constraint " + name + " is absent in this host");
  }
}
