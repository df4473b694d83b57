package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;
import static io.artistos.local.cosmos.json.Values.bool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions of strings; positions count UTF-16 units from zero. */
final class Strings {

  /** As in the SDK's own model of the service; beyond it the result is undefined. */
  private static final int MOST_REPLICATED = 10_000;

  private Strings() {}

  static Map<String, Functions.Function> functions() {
    Map<String, Functions.Function> all = new HashMap<>();
    all.put("STARTSWITH", Functions.taking(2, 3, args -> test(args, String::startsWith)));
    all.put("ENDSWITH", Functions.taking(2, 3, args -> test(args, String::endsWith)));
    all.put("CONTAINS", Functions.taking(2, 3, args -> test(args, String::contains)));
    all.put("STRINGEQUALS", Functions.taking(2, 3, args -> test(args, String::equals)));
    all.put("LOWER", Functions.taking(1, args -> map(args, s -> s.toLowerCase(Locale.ROOT))));
    all.put("UPPER", Functions.taking(1, args -> map(args, s -> s.toUpperCase(Locale.ROOT))));
    all.put("LTRIM", Functions.taking(1, args -> map(args, String::stripLeading)));
    all.put("RTRIM", Functions.taking(1, args -> map(args, String::stripTrailing)));
    all.put("TRIM", Functions.taking(1, args -> map(args, String::strip)));
    all.put(
        "REVERSE",
        Functions.taking(1, args -> map(args, s -> new StringBuilder(s).reverse().toString())));
    all.put("LENGTH", Functions.taking(1, Strings::length));
    all.put("INDEX_OF", Functions.taking(2, 3, Strings::indexOf));
    all.put("SUBSTRING", Functions.taking(3, Strings::substring));
    all.put("LEFT", Functions.taking(2, Strings::left));
    all.put("RIGHT", Functions.taking(2, Strings::right));
    all.put("REPLACE", Functions.taking(3, Strings::replace));
    all.put("REPLICATE", Functions.taking(2, Strings::replicate));
    all.put("CONCAT", Functions.taking(2, Integer.MAX_VALUE, Strings::concat));
    all.put("REGEXMATCH", Functions.taking(2, 3, Strings::regexMatch));
    all.put("STRINGJOIN", Functions.taking(2, Strings::join));
    all.put("STRINGSPLIT", Functions.taking(2, Strings::split));
    return all;
  }

  private static boolean allText(List<JsonNode> args) {
    return args.stream().allMatch(JsonNode::isTextual);
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
  }

  private static JsonNode map(List<JsonNode> args, UnaryOperator<String> function) {
    return allText(args)
        ? TextNode.valueOf(function.apply(args.getFirst().textValue()))
        : UNDEFINED;
  }

  /** The third argument, when true, ignores case. */
  private static JsonNode test(List<JsonNode> args, BiPredicate<String, String> test) {
    if (!allText(args.subList(0, 2)) || (args.size() == 3 && !args.get(2).isBoolean())) {
      return UNDEFINED;
    }
    String value = args.get(0).textValue();
    String part = args.get(1).textValue();
    return args.size() == 3 && args.get(2).booleanValue()
        ? bool(test.test(value.toLowerCase(Locale.ROOT), part.toLowerCase(Locale.ROOT)))
        : bool(test.test(value, part));
  }

  private static JsonNode length(List<JsonNode> args) {
    return allText(args) ? Values.number(args.getFirst().textValue().length()) : UNDEFINED;
  }

  private static JsonNode indexOf(List<JsonNode> args) {
    if (!allText(args.subList(0, 2)) || (args.size() == 3 && !isWhole(args.get(2)))) {
      return UNDEFINED;
    }
    int start = args.size() == 3 ? args.get(2).intValue() : 0;
    return Values.number(args.get(0).textValue().indexOf(args.get(1).textValue(), start));
  }

  private static JsonNode substring(List<JsonNode> args) {
    return part(args.get(0), args.get(1), args.get(2));
  }

  private static JsonNode left(List<JsonNode> args) {
    return part(args.get(0), Values.number(0), args.get(1));
  }

  private static JsonNode right(List<JsonNode> args) {
    if (!args.get(0).isTextual() || !isWhole(args.get(1))) {
      return UNDEFINED;
    }
    double length = args.get(0).textValue().length();
    double start = Math.max(0, length - args.get(1).doubleValue());
    return part(args.get(0), Values.number(start), Values.number(length));
  }

  private static JsonNode part(JsonNode text, JsonNode start, JsonNode length) {
    if (!text.isTextual() || !isWhole(start) || !isWhole(length)) {
      return UNDEFINED;
    }
    String value = text.textValue();
    double from = start.doubleValue();
    if (from < 0 || from >= value.length() || length.doubleValue() <= 0) {
      return TextNode.valueOf("");
    }
    double to = Math.min(value.length(), from + length.doubleValue());
    return TextNode.valueOf(value.substring((int) from, (int) to));
  }

  private static JsonNode replace(List<JsonNode> args) {
    if (!allText(args) || args.get(1).textValue().isEmpty()) {
      return UNDEFINED;
    }
    return map(args, text -> text.replace(args.get(1).textValue(), args.get(2).textValue()));
  }

  private static JsonNode replicate(List<JsonNode> args) {
    if (!args.get(0).isTextual() || !isWhole(args.get(1))) {
      return UNDEFINED;
    }
    String text = args.get(0).textValue();
    double times = args.get(1).doubleValue();
    return times < 0 || text.length() * times > MOST_REPLICATED
        ? UNDEFINED
        : TextNode.valueOf(text.isEmpty() ? "" : text.repeat((int) times));
  }

  private static JsonNode concat(List<JsonNode> args) {
    if (!allText(args)) {
      return UNDEFINED;
    }
    StringBuilder text = new StringBuilder();
    args.forEach(arg -> text.append(arg.textValue()));
    return TextNode.valueOf(text.toString());
  }

  private static JsonNode regexMatch(List<JsonNode> args) {
    if (!allText(args)) {
      return UNDEFINED;
    }
    String modifiers = args.size() == 3 ? args.get(2).textValue() : "";
    int flags = 0;
    for (int i = 0; i < modifiers.length(); i++) {
      flags |=
          switch (modifiers.charAt(i)) {
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'x' -> Pattern.COMMENTS;
            default ->
                throw SqlException.unsupported("the RegexMatch modifier " + modifiers.charAt(i));
          };
    }
    try {
      Pattern pattern = Pattern.compile(args.get(1).textValue(), flags);
      return bool(pattern.matcher(args.get(0).textValue()).find());
    } catch (PatternSyntaxException e) {
      throw new SqlException("The pattern of RegexMatch is not valid.");
    }
  }

  private static JsonNode join(List<JsonNode> args) {
    if (!args.get(0).isArray() || !args.get(1).isTextual()) {
      return UNDEFINED;
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode part : args.get(0)) {
      if (!part.isTextual()) {
        return UNDEFINED;
      }
      parts.add(part.textValue());
    }
    return TextNode.valueOf(String.join(args.get(1).textValue(), parts));
  }

  private static JsonNode split(List<JsonNode> args) {
    if (!allText(args)) {
      return UNDEFINED;
    }
    if (args.get(1).textValue().isEmpty()) {
      throw SqlException.unsupported("StringSplit at an empty separator");
    }
    ArrayNode parts = Json.object().arrayNode();
    Pattern separator = Pattern.compile(args.get(1).textValue(), Pattern.LITERAL);
    for (String part : separator.split(args.get(0).textValue(), -1)) {
      parts.add(part);
    }
    return parts;
  }
}
