package io.artistos.shared.fans;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.text.FieldKeys;
import io.artistos.shared.text.Texts;
import io.artistos.shared.text.Uncollectable;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the artist's people can correct of a fan: {@code firstName}, and {@code fields}, an object
 * of text by key. Both replace what is there.
 */
public record FanFields(Optional<String> firstName, Map<String, String> fields) {

  /** Unicode code points of a name. */
  public static final int MOST_NAME = 60;

  /** Fields that are given to a fan at once. */
  public static final int MOST_FIELDS = 20;

  /** Unicode code points of a field. */
  public static final int MOST_TEXT = 200;

  private static final int MOST_BYTES = 32_768;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when something in it is not in order, or must not be collected
   */
  public static FanFields read(Call call) {
    Fields body = Fields.read(call, MOST_BYTES);
    Optional<String> firstName = body.optional("firstName", MOST_NAME);
    Map<String, String> fields = new TreeMap<>();
    JsonNode given = body.node("fields").orElse(null);
    if (given != null && !given.isObject()) {
      body.reject("fields", "wrong-type", "This field must be an object.");
    } else if (given != null) {
      given
          .properties()
          .forEach(
              one -> {
                // A key that is none of ours may be anything, so it is not named.
                String path = FieldKeys.isOne(one.getKey()) ? "fields." + one.getKey() : "fields";
                body.lineOf(path, one.getValue(), MOST_TEXT)
                    .ifPresent(text -> fields.put(one.getKey(), text));
              });
    }
    fields.forEach(
        (key, text) ->
            fault(key, text).ifPresent(code -> body.reject("fields", code, detail(code))));
    firstName
        .flatMap(Uncollectable::in)
        .ifPresent(code -> body.reject("firstName", code, detail(code)));
    body.check();
    return new FanFields(firstName, Map.copyOf(fields));
  }

  /**
   * What is wrong with a field, as a short code: its key, its form, or that it must not be
   * collected.
   */
  public static Optional<String> fault(String key, String text) {
    if (!FieldKeys.isOne(key)) {
      return Optional.of("bad-key");
    }
    if (Texts.faultOfLine(text, MOST_TEXT).isPresent()) {
      return Optional.of("bad-text");
    }
    if (key.equals(Fan.BIRTHDAY) && birthday(text).isEmpty()) {
      return Optional.of("bad-birthday");
    }
    return Uncollectable.in(text);
  }

  private static String detail(String code) {
    return switch (code) {
      case "bad-key" -> FieldKeys.RULE;
      case "bad-text" -> "Fields are one line of at most " + MOST_TEXT + " characters.";
      case "bad-birthday" -> "A day without a year, such as --06-14.";
      default -> "Numbers of cards, bank accounts and social security must not be kept here.";
    };
  }

  /** {@code --MM-DD} when it is a day of the calendar, the leap day included. */
  public static Optional<String> birthday(String text) {
    try {
      return text.matches("--[0-9]{2}-[0-9]{2}")
          ? Optional.of(MonthDay.parse(text).toString())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The fields for a fan who has {@code known} ones. More than {@link #MOST_FIELDS} come of several
   * pages and lists; such a fan can still be put right, and gets no further key.
   *
   * @throws InvalidInput when there are too many
   */
  Map<String, String> insteadOf(Map<String, String> known) {
    if (fields.size() > MOST_FIELDS && !known.keySet().containsAll(fields.keySet())) {
      throw new InvalidInput("fields", "too-many", "At most " + MOST_FIELDS + " fields.");
    }
    return fields;
  }

  @Nullable String nameOrNull() {
    return firstName.orElse(null);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "FanFields";
  }
}
