package io.artistos.local.vendors.spotify;

import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error, in the shape of the API or of the token endpoint (contracts, 2.1).
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  private Refusal(String text, Response response) {
    super(text, null, false, false);
    this.response = response;
  }

  /** {@code {"error":{"status":401,"message":"…"}}}. */
  static Refusal api(int status, String message) {
    return api(status, message, null);
  }

  /** The same with {@code "reason"}, as for a spent quota (contracts, 2.3). */
  static Refusal api(int status, String message, @Nullable String reason) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", status);
    error.put("message", message);
    if (reason != null) {
      error.put("reason", reason);
    }
    return new Refusal(message, Response.json(status, Map.of("error", error)));
  }

  /** {@code {"error":"invalid_grant","error_description":"…"}}. */
  static Refusal token(int status, String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    return new Refusal(description, Response.json(status, body));
  }

  static Refusal invalidGrant(String description) {
    return token(400, "invalid_grant", description);
  }

  Response response() {
    return response;
  }

  Refusal with(String header, String value) {
    return new Refusal(String.valueOf(getMessage()), response.with(header, value));
  }
}
