package io.artistos.local.vendors.spotify;

import io.artistos.local.http.Response;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the next requests fail.
 *
 * @param on what fails
 * @param status 400, 429 or 500 to 599
 * @param retryAfter seconds in the header of that name, null for none
 * @param reason beside the message in the API's shape, null for none
 * @param answerLost the request is carried out first, and its answer replaced
 * @param times how many requests fail, at least 1
 */
public record Fault(
    On on,
    int status,
    @Nullable Integer retryAfter,
    @Nullable String reason,
    boolean answerLost,
    int times) {

  /** Where a fault shows. */
  public enum On {
    API,
    TOKEN
  }

  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
    if (status != 400 && status != 429 && (status < 500 || status > 599)) {
      throw new IllegalArgumentException("status must be 400, 429 or 500 to 599");
    }
    if (retryAfter != null && retryAfter < 0) {
      throw new IllegalArgumentException("retryAfter must not be negative");
    }
  }

  /** The rolling window is full: wait {@code retryAfter} seconds (contracts, 2.3, rate limits). */
  public static Fault rateLimited(int times, int retryAfter) {
    return new Fault(On.API, 429, retryAfter, null, false, times);
  }

  /** The developer account's quota is spent: stop for the day (contracts, 2.3). */
  public static Fault quotaExceeded(int times, int retryAfter) {
    return new Fault(On.API, 429, retryAfter, "QUOTA_EXCEEDED", false, times);
  }

  /** Spotify fails. */
  public static Fault serverError(On on, int times, int status) {
    return new Fault(on, status, null, null, false, times);
  }

  /** The token endpoint does its work, a rotation included, and the client sees a 503. */
  public static Fault lostTokenAnswer(int times) {
    return new Fault(On.TOKEN, 503, null, null, true, times);
  }

  /** The token endpoint refuses whatever it is shown. */
  public static Fault invalidGrant(int times) {
    return new Fault(On.TOKEN, 400, null, null, false, times);
  }

  Fault once() {
    return new Fault(on, status, retryAfter, reason, answerLost, 1);
  }

  Response response() {
    Refusal refusal = on == On.API ? Refusal.api(status, message(), reason) : tokenRefusal();
    Response response = refusal.response();
    return retryAfter == null ? response : response.with("Retry-After", retryAfter.toString());
  }

  private Refusal tokenRefusal() {
    String error =
        switch (status) {
          case 400 -> "invalid_grant";
          case 429 -> "too_many_requests";
          default -> "server_error";
        };
    return Refusal.token(status, error, message());
  }

  private String message() {
    return switch (status) {
      case 400 -> on == On.TOKEN ? "Invalid refresh token" : "Bad request";
      // Spotify words the two 429s differently only by the reason (contracts, 2.3).
      case 429 -> reason == null ? "API rate limit exceeded" : "Too many requests";
      case 502 -> "Bad gateway";
      case 503 -> "Service unavailable";
      default -> "Server error";
    };
  }

  /** For the control's JSON. */
  Map<String, Object> describe() {
    Map<String, Object> body = new java.util.LinkedHashMap<>();
    body.put("on", on.name().toLowerCase(Locale.ROOT));
    body.put("status", status);
    body.put("retryAfter", retryAfter);
    body.put("reason", reason);
    body.put("answerLost", answerLost);
    body.put("times", times);
    return body;
  }
}
