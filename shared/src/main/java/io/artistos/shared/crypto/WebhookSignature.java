package io.artistos.shared.crypto;

import io.artistos.shared.errors.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * The signature of Svix over the raw body, which Resend's and Clerk's webhooks carry (contracts,
 * section 1.7): HMAC-SHA-256 of id, time and body joined by full stops, in base64, under the secret
 * behind {@code whsec_}. Several signatures stand side by side while a secret rotates. Thread-safe.
 */
public final class WebhookSignature {

  private static final String SECRET_PREFIX = "whsec_";
  private static final String SCHEME = "v1,";

  /** How far the sender's clock may be from ours, both ways. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_ID = 256;

  private final Secrets secrets;
  private final String secretName;
  private final Clock clock;

  /**
   * @param secretName names the secret: {@code whsec_} and base64
   */
  public WebhookSignature(Secrets secrets, String secretName, Clock clock) {
    this.secrets = secrets;
    this.secretName = secretName;
    this.clock = clock;
  }

  /**
   * The id of the message, once its signature is found good.
   *
   * @param headers names in lower case: {@code svix-id}, {@code svix-timestamp}, {@code
   *     svix-signature}
   * @param body as it came
   * @throws Unauthenticated when it is not signed by who has the secret, or too old
   */
  public String verify(Map<String, String> headers, String body) {
    String id = headers.getOrDefault("svix-id", "");
    String time = headers.getOrDefault("svix-timestamp", "");
    if (id.isEmpty() || id.length() > MOST_ID || !isNow(time)) {
      throw refused();
    }
    byte[] mac = Mac.sha256(key(), (id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
    byte[] expected =
        (SCHEME + Base64.getEncoder().encodeToString(mac)).getBytes(StandardCharsets.UTF_8);
    boolean good = false;
    for (String one : headers.getOrDefault("svix-signature", "").split(" ", -1)) {
      good |= MessageDigest.isEqual(expected, one.getBytes(StandardCharsets.UTF_8));
    }
    if (!good) {
      throw refused();
    }
    return id;
  }

  private boolean isNow(String seconds) {
    if (!seconds.matches("[0-9]{1,12}")) {
      return false;
    }
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
      return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private byte[] key() {
    String secret = secrets.latest(secretName).value();
    if (!secret.startsWith(SECRET_PREFIX)) {
      throw new IllegalStateException("the secret " + secretName + " has another form");
    }
    return Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
  }

  private static Unauthenticated refused() {
    return new Unauthenticated("The signature does not match, or is too old.");
  }
}
