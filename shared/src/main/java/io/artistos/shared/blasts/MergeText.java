package io.artistos.shared.blasts;

import io.artistos.shared.errors.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Text with merge fields, {@code {{firstName|friend}}}: each is taken out and a mark, one character
 * of Unicode's private use area, which typed text cannot have, stands in its place. So whatever
 * happens to the text meanwhile, values come in last and are never read as Markdown or as fields.
 *
 * @param marked the text with marks
 * @param uses what the marks stand for, by number
 */
record MergeText(String marked, List<Use> uses) {

  private static final char FIRST_MARK = '\uE000';

  /** Fewer than there are private use characters in the first plane. */
  private static final int MOST_USES = 200;

  private static final int MOST_FALLBACK = 100;

  /** What a field can be. */
  enum Field {
    FIRST_NAME("firstName", true),
    CITY("city", true),
    COUNTRY("country", true),
    ARTIST_NAME("artistName", false);

    private final String id;
    private final boolean optional;

    Field(String id, boolean optional) {
      this.id = id;
      this.optional = optional;
    }

    String id() {
      return id;
    }

    static Optional<Field> of(String id) {
      return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }

    private static String names() {
      return Arrays.stream(values()).map(Field::id).collect(Collectors.joining(", "));
    }
  }

  /**
   * One field in the text.
   *
   * @param fallback for fans of whom it is not known
   */
  record Use(Field field, String fallback) {}

  /** What is wrong, and where it begins, counted from 0. */
  static final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int at;

    private Fault(String code, int at, String detail) {
      super(detail);
      this.code = code;
      this.at = at;
    }

    int at() {
      return at;
    }

    /** With line and column, both from 1. */
    FieldError in(String fieldName, String text) {
      int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
      int start = text.lastIndexOf('\n', at - 1) + 1;
      int column = 1 + text.codePointCount(start, at);
      return new FieldError(
          fieldName, code, "Line %d, column %d: %s".formatted(line, column, getMessage()));
    }
  }

  /**
   * @param text without characters for private use
   * @throws Fault for the first thing that is wrong
   */
  static MergeText parse(String text) throws Fault {
    StringBuilder marked = new StringBuilder(text.length());
    List<Use> uses = new ArrayList<>();
    int at = 0;
    while (true) {
      int open = text.indexOf("{{", at);
      String plain = open < 0 ? text.substring(at) : text.substring(at, open);
      int stray = plain.indexOf("}}");
      if (stray >= 0) {
        throw new Fault("unbalanced-braces", at + stray, "}} without {{ before it.");
      }
      marked.append(plain);
      if (open < 0) {
        return new MergeText(marked.toString(), List.copyOf(uses));
      }
      int close = text.indexOf("}}", open + 2);
      String inside = close < 0 ? "" : text.substring(open + 2, close);
      if (close < 0 || inside.contains("{") || inside.contains("}") || inside.contains("\n")) {
        throw new Fault("unbalanced-braces", open, "{{ without }} after it on the same line.");
      }
      if (uses.size() == MOST_USES) {
        throw new Fault("too-many-merge-fields", open, "At most " + MOST_USES + " merge fields.");
      }
      marked.append((char) (FIRST_MARK + uses.size()));
      uses.add(use(inside, open));
      at = close + 2;
    }
  }

  private static Use use(String inside, int at) throws Fault {
    int bar = inside.indexOf('|');
    String name = (bar < 0 ? inside : inside.substring(0, bar)).strip();
    Field field =
        Field.of(name)
            .orElseThrow(
                () ->
                    new Fault(
                        "unknown-merge-field", at, "Known fields are " + Field.names() + "."));
    if (bar < 0 && field.optional) {
      String example = "{{" + field.id + "|friend}}";
      throw new Fault(
          "missing-fallback",
          at,
          "Not every fan has this: say what stands there instead, as in " + example + ".");
    }
    String fallback = bar < 0 ? "" : inside.substring(bar + 1).strip();
    if (fallback.length() > MOST_FALLBACK) {
      throw new Fault("too-long", at, "A fallback has at most " + MOST_FALLBACK + " characters.");
    }
    return new Use(field, fallback);
  }

  static boolean hasMark(String text) {
    return text.chars().anyMatch(c -> c >= FIRST_MARK && c < FIRST_MARK + MOST_USES);
  }

  /**
   * {@code rendered}, made of {@link #marked}, with a value for each mark.
   *
   * @param escape for where the values come to stand
   */
  String fill(String rendered, Map<Field, String> values, UnaryOperator<String> escape) {
    StringBuilder filled = new StringBuilder(rendered.length() + 64);
    for (int i = 0; i < rendered.length(); i++) {
      int number = rendered.charAt(i) - FIRST_MARK;
      if (number >= 0 && number < uses.size()) {
        Use use = uses.get(number);
        filled.append(escape.apply(values.getOrDefault(use.field(), use.fallback())));
      } else {
        filled.append(rendered.charAt(i));
      }
    }
    return filled.toString();
  }
}
