package io.artistos.local.cosmos;

import io.artistos.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the authorization header: the master key's signature, or an Entra token (contracts 5.2).
 */
final class Auth {

  private static final Duration SKEW = Duration.ofMinutes(15);

  private final SecretKeySpec key;
  private final @Nullable Predicate<String> tokens;
  private final Clock clock;

  /**
   * @param masterKey base64
   * @param clock what clients' clocks are compared with
   */
  Auth(String masterKey, @Nullable Predicate<String> tokens, Clock clock) {
    this.key = new SecretKeySpec(Base64.getDecoder().decode(masterKey), "HmacSHA256");
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @throws Refusal 401 without a valid signature or token, or when it is out of its time
   */
  void check(Request request, ResourcePath path) {
    String header = request.header("authorization");
    if (header == null) {
      throw unauthorized("Required Header authorization is missing.");
    }
    Map<String, String> parts = parts(header);
    String signature = parts.getOrDefault("sig", "");
    switch (parts.getOrDefault("type", "")) {
      case "master" -> checkSignature(request, path, signature);
      case "aad" -> {
        if (tokens == null || !tokens.test(signature)) {
          throw unauthorized("The Entra token is not accepted.");
        }
      }
      default -> throw unauthorized("Authorization header doesn't confirm to the required format.");
    }
  }

  private void checkSignature(Request request, ResourcePath path, String signature) {
    String date = request.header("x-ms-date");
    if (date == null) {
      throw unauthorized("Required Header x-ms-date is missing.");
    }
    String text =
        String.join(
            "\n",
            request.method().toLowerCase(Locale.ROOT),
            path.type(),
            path.link(),
            date.toLowerCase(Locale.ROOT),
            "",
            "");
    byte[] expected = Base64.getEncoder().encode(sign(text));
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
      throw unauthorized(
          "The input authorization token can't serve the request. The wrong key is being used or"
              + " the expected payload is not built as per the protocol.");
    }
    if (Duration.between(parse(date), clock.instant()).abs().compareTo(SKEW) > 0) {
      throw unauthorized(
          "The authorization token is not valid at the current time; x-ms-date is " + date);
    }
  }

  private static Instant parse(String date) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeException e) {
      throw unauthorized("x-ms-date is no RFC 1123 date.");
    }
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** {@code type=…&ver=…&sig=…}, URL-encoded as a whole. A signature may end in equals signs. */
  private static Map<String, String> parts(String header) {
    Map<String, String> parts = new HashMap<>();
    try {
      for (String part : URLDecoder.decode(header, StandardCharsets.UTF_8).split("&", -1)) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          parts.put(part.substring(0, equals), part.substring(equals + 1));
        }
      }
    } catch (IllegalArgumentException e) {
      throw unauthorized("The authorization header is not URL-encoded.");
    }
    return parts;
  }

  private static Refusal unauthorized(String message) {
    return new Refusal(401, 0, message);
  }
}
