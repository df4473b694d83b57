package io.artistos.local.vendors.spotify;

import io.artistos.local.faults.Fault;
import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

  /**
   * For a fault, in the shape of what was asked for; its name is the token endpoint's error or the
   * API's reason.
   */
  static Response onDemand(Fault fault, String path) {
    Refusal refusal =
        path.startsWith("/accounts")
            ? token(fault.status(), tokenError(fault), message(fault))
            : api(fault.status(), message(fault), fault.name());
    return fault.status() == 429 ? refusal.response().with("Retry-After", "1") : refusal.response();
  }

  private static String tokenError(Fault fault) {
    String usual =
        switch (fault.status()) {
          case 400 -> "invalid_grant";
          case 429 -> "too_many_requests";
          default -> "server_error";
        };
    return Objects.requireNonNullElse(fault.name(), usual);
  }

  private static String message(Fault fault) {
    return switch (fault.status()) {
      // Spotify words the two 429s differently only by the reason (contracts, 2.3).
      case 429 -> fault.name() == null ? "API rate limit exceeded" : "Too many requests";
      case 502 -> "Bad gateway";
      case 503 -> "Service unavailable";
      default -> fault.status() < 500 ? "Bad request" : "Server error";
    };
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
