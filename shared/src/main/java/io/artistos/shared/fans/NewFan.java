package io.artistos.shared.fans;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.pages.AskedField;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Uncollectable;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a sign-up form sends: {@code email}, {@code consent} (the version of the wording that was
 * shown, sent only when its box was ticked), optionally {@code source}, and what else its page asks
 * for. What the page does not ask for is not kept.
 *
 * @param source where the form stood
 * @param fields what else the page asked for, by key; see {@link Fan#fields}
 */
public record NewFan(
    EmailAddress email,
    Optional<String> firstName,
    ConsentWording consent,
    Optional<String> source,
    Map<String, String> fields) {

  /** Bytes of a body; the longest honest form is well under 2 kB. */
  public static final int MOST_BYTES = 8_192;

  private static final int MOST_NAME = 60;
  private static final int MOST_FIELD = 100;
  private static final int MOST_SOURCE = 200;
  private static final int MOST_VERSION = 30;

  /**
   * @param page whose form it is
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong, or hold what must not be collected
   */
  public static NewFan read(Call call, FanPage page, FanPages pages) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<EmailAddress> email = fields.email("email");
    Map<String, String> asked = new TreeMap<>();
    for (AskedField field : page.content().fields()) {
      value(fields, field).ifPresent(value -> asked.put(field.key(), value));
    }
    Optional<String> firstName = Optional.ofNullable(asked.remove(AskedField.FIRST_NAME.key()));
    // Not the fan's words, so nobody is asked to mend them.
    Optional<String> source =
        fields.optional("source", MOST_SOURCE).filter(text -> Uncollectable.in(text).isEmpty());
    Optional<ConsentWording> consent = consent(fields, page, pages);
    fields.check();
    return new NewFan(
        email.orElseThrow(), firstName, consent.orElseThrow(), source, Map.copyOf(asked));
  }

  private static Optional<String> value(Fields fields, AskedField field) {
    if (field.isBirthday()) {
      return birthday(fields, field);
    }
    int most = field.key().equals(AskedField.FIRST_NAME.key()) ? MOST_NAME : MOST_FIELD;
    Optional<String> text =
        field.required()
            ? Optional.of(fields.required(field.key(), most))
            : fields.optional(field.key(), most);
    text.flatMap(Uncollectable::in)
        .ifPresent(code -> fields.reject(field.key(), code, "Such numbers must not be kept here."));
    return text;
  }

  /** As one value, or as a form's two boxes. */
  private static Optional<String> birthday(Fields fields, AskedField field) {
    String key = field.key();
    Optional<String> day = fields.optional(key + "Day", 2);
    Optional<String> month = fields.optional(key + "Month", 2);
    boolean boxes = day.isPresent() || month.isPresent();
    Optional<String> text =
        boxes
            ? Optional.of("--" + month.orElse("") + "-" + day.orElse(""))
            : fields.optional(key, MOST_FIELD);
    if (text.isEmpty() && field.required()) {
      fields.reject(key, "required", "This field is needed.");
    }
    try {
      return text.map(MonthDay::parse).map(MonthDay::toString);
    } catch (DateTimeException e) {
      fields.reject(key, "invalid", "Month and day, such as --12-24.");
      return Optional.empty();
    }
  }

  private static Optional<ConsentWording> consent(Fields fields, FanPage page, FanPages pages) {
    String version = fields.required("consent", MOST_VERSION);
    Optional<ConsentWording> wording = pages.wording(page, version);
    if (wording.isEmpty() && !version.isEmpty()) {
      fields.reject("consent", "invalid", "This is no version of the wording we show.");
    }
    return wording;
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "NewFan";
  }
}
