package io.artistos.shared.fans;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.text.EmailAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What a sign-up form sends: {@code email}, {@code consent} (the version of the wording that was
 * shown, sent only when its box was ticked), and optionally {@code firstName} and {@code source}.
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
  private static final int MOST_SOURCE = 200;
  private static final int MOST_VERSION = 20;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static NewFan read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<EmailAddress> email = fields.email("email");
    Optional<String> firstName = fields.optional("firstName", MOST_NAME);
    Optional<String> source = fields.optional("source", MOST_SOURCE);
    Optional<ConsentWording> consent = consent(fields);
    fields.check();
    return new NewFan(email.orElseThrow(), firstName, consent.orElseThrow(), source, Map.of());
  }

  private static Optional<ConsentWording> consent(Fields fields) {
    String version = fields.required("consent", MOST_VERSION);
    Optional<ConsentWording> wording = ConsentWording.of(version);
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
