package io.artistos.shared.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Role;
import java.util.Optional;

/**
 * What somebody of the staff asks for.
 *
 * @param account the artist's slug
 * @param reason one line, for the tenant to read
 * @param role not owner; viewer when the field is absent
 * @param minutes from the grant on; 60 when the field is absent, 1440 at most
 */
record NewSupportAccess(String account, String reason, Role role, int minutes) {

  private static final int MOST_BYTES = 8_192;
  private static final int MOST_SLUG = 40;
  private static final int MOST_REASON = 500;
  private static final int MOST_ROLE = 20;
  private static final int USUAL_MINUTES = 60;
  private static final int MOST_MINUTES = 1_440;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  static NewSupportAccess read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String account = fields.required("account", MOST_SLUG);
    String reason = fields.required("reason", MOST_REASON);
    String word = fields.optional("role", MOST_ROLE).orElse(Role.VIEWER.word());
    Optional<Role> role = Role.find(word).filter(one -> one != Role.OWNER);
    if (role.isEmpty()) {
      fields.reject("role", "invalid", "viewer, marketer or manager.");
    }
    int minutes = fields.has("minutes") ? minutes(fields) : USUAL_MINUTES;
    fields.check();
    return new NewSupportAccess(account, reason, role.orElseThrow(), minutes);
  }

  private static int minutes(Fields fields) {
    int minutes =
        fields
            .node("minutes")
            .filter(JsonNode::isInt)
            .map(JsonNode::intValue)
            .filter(given -> given >= 1 && given <= MOST_MINUTES)
            .orElse(0);
    if (minutes == 0) {
      fields.reject("minutes", "invalid", "A whole number from 1 to " + MOST_MINUTES + ".");
    }
    return minutes;
  }
}
