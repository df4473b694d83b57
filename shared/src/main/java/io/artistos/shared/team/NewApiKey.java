package io.artistos.shared.team;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Permission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What it takes to make an API key.
 *
 * @param life a year unless said otherwise, two at most
 * @param callsPerMinute 60 unless said otherwise, 600 at most
 */
public record NewApiKey(String name, Set<Permission> scopes, Duration life, int callsPerMinute) {

  private static final int MOST_BYTES = 4_096;
  private static final int MOST_NAME = 60;
  private static final int DAYS = 365;
  private static final int MOST_DAYS = 730;
  private static final int CALLS = 60;
  private static final int MOST_CALLS = 600;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static NewApiKey read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String name = fields.required("name", MOST_NAME);
    Set<Permission> scopes = PermissionFields.read(fields, "scopes", Permission::forKeys);
    int days = number(fields, "expiresInDays", DAYS, MOST_DAYS);
    int calls = number(fields, "callsPerMinute", CALLS, MOST_CALLS);
    fields.check();
    return new NewApiKey(name, scopes, Duration.ofDays(days), calls);
  }

  private static int number(Fields fields, String name, int otherwise, int most) {
    Optional<JsonNode> node = fields.node(name);
    if (node.isEmpty()) {
      return otherwise;
    }
    JsonNode value = node.get();
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      fields.reject(name, "invalid", "A whole number.");
      return otherwise;
    }
    if (value.intValue() < 1 || value.intValue() > most) {
      fields.reject(name, "invalid", "1 to " + most + ".");
    }
    return value.intValue();
  }
}
