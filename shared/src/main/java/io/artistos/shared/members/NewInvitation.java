package io.artistos.shared.members;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.text.EmailAddress;
import java.util.Optional;

/** Whom to invite, and to be what. */
public record NewInvitation(EmailAddress email, String role) {

  private static final int MOST_BYTES = 2_048;
  private static final int MOST_ROLE = 40;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static NewInvitation read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<EmailAddress> email = fields.email("email");
    String role = fields.required("role", MOST_ROLE);
    fields.check();
    return new NewInvitation(email.orElseThrow(), role);
  }
}
