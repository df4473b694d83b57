package io.artistos.shared.planner;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the places of a playbook's text: {@code {title}}, {@code {genre}}, {@code {mood}}, {@code
 * {releaseDay}}, {@code {fans}}, {@code {country}}, {@code {countryFans}}; {@code {mood|open}} says
 * what stands there when nothing is known.
 */
final class Wording {

  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)(?:\\|([^}]*))?}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

  private final Map<String, String> known = new TreeMap<>();

  Wording(PlanInput input) {
    known.put("title", input.title());
    known.put("genre", input.genre());
    known.put("releaseDay", day(input.releaseDate()));
    known.put("fans", Long.toString(input.audience().fans()));
    input.moods().stream().findFirst().ifPresent(mood -> known.put("mood", mood));
    input
        .audience()
        .topCountry()
        .ifPresent(
            top -> {
              known.put("country", country(top.getKey()));
              known.put("countryFans", Long.toString(top.getValue()));
            });
  }

  /**
   * @param most code points; longer text, for a long title, is cut at a word
   * @throws IllegalStateException when a place is neither known nor has words of its own: a fault
   *     of the playbook
   */
  String fill(String template, int most) {
    Matcher places = PLACE.matcher(template.strip());
    String text =
        places.replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), place.group(2))));
    return cut(text, most);
  }

  /** Such as {@code Friday 4 December}. */
  static String day(LocalDate date) {
    return DAY.format(date);
  }

  private String value(String name, @org.jspecify.annotations.Nullable String otherwise) {
    String value = known.get(name);
    if (value == null && otherwise == null) {
      throw new IllegalStateException("a playbook's text needs " + name);
    }
    return value == null ? String.valueOf(otherwise) : value;
  }

  private static String country(String code) {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  private static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    String head = text.substring(0, text.offsetByCodePoints(0, most - 1));
    int space = head.lastIndexOf(' ');
    return (space > most / 2 ? head.substring(0, space) : head) + "…";
  }
}
