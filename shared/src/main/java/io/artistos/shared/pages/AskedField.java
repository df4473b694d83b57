package io.artistos.shared.pages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.artistos.shared.text.Language;
import io.artistos.shared.text.Words;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a fan page asks for beside the address.
 *
 * @param key {@code firstName}, {@code city}, {@code birthday}, or the artist's own
 * @param labels of the artist's own, by language; ours have words of ours
 */
public record AskedField(String key, boolean required, Map<Language, String> labels) {

  /** What forms send besides what is asked for: of two of a name, only one gets through. */
  private static final Set<String> SENT =
      Set.of(
          "email",
          "consent",
          "source",
          "language",
          "token",
          "website",
          "fields",
          "form",
          "framed",
          "birthdayDay",
          "birthdayMonth",
          "cf-turnstile-response");

  /**
   * What else has these names on a page: parts of the form that others refer to, and what scripts
   * know a form by, which a field of that name hides (HTML, section 4.10.3).
   */
  private static final Set<String> STANDING =
      Set.of(
          "notice",
          "next",
          "form-title",
          "birthday-hint",
          "action",
          "elements",
          "length",
          "method",
          "reset",
          "requestSubmit",
          "submit",
          "target");

  /** Ends the id of what is said about a field. */
  private static final String WRONG = "-wrong";

  static final String BIRTHDAY = "birthday";
  private static final String FIRST_NAME_KEY = "firstName";
  private static final String CITY = "city";

  /** What every page asked for before pages could say. */
  public static final AskedField FIRST_NAME = new AskedField(FIRST_NAME_KEY, false, Map.of());

  /** Labels of our own fields are absent. */
  public AskedField {
    Map<Language, String> sorted = new EnumMap<>(Language.class);
    sorted.putAll(Objects.requireNonNullElse(labels, Map.of()));
    labels = Collections.unmodifiableMap(sorted);
  }

  /** Whether the field is one that every artist can ask for, with a meaning of its own. */
  static boolean isOurs(String key) {
    return key.equals(FIRST_NAME_KEY) || key.equals(CITY) || key.equals(BIRTHDAY);
  }

  /** Whether no new field can have this key. */
  static boolean isTaken(String key) {
    return SENT.contains(key) || STANDING.contains(key) || key.endsWith(WRONG);
  }

  /** Whether what is typed into it gets through, which was not looked at once. */
  @JsonIgnore
  boolean isSendable() {
    return !SENT.contains(key);
  }

  /** Day and month, in two boxes. */
  @JsonIgnore
  public boolean isBirthday() {
    return key.equals(BIRTHDAY);
  }

  /** The names that a form sends it under. */
  @JsonIgnore
  public List<String> inputs() {
    return isBirthday() ? List.of(key + "Day", key + "Month") : List.of(key);
  }

  /** For the attribute {@code autocomplete} (HTML, section 4.10.18.7). */
  @JsonIgnore
  public String autocomplete() {
    return switch (key) {
      case FIRST_NAME_KEY -> "given-name";
      case CITY -> "address-level2";
      default -> "off";
    };
  }

  /** What stands over the box; of the artist's own in another language, when this one has none. */
  public String label(Words words) {
    return isOurs(key)
        ? words.get("form." + key)
        : Optional.ofNullable(labels.get(words.language()))
            .orElseGet(() -> labels.values().stream().findFirst().orElse(key));
  }
}
