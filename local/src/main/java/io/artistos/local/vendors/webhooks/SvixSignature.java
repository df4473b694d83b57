package io.artistos.local.vendors.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of the Svix scheme, which Resend's and Clerk's webhooks have (contracts, 1.7). */
public final class SvixSignature {

  private static final String PREFIX = "whsec_";
  private static final String MAC = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @throws IllegalArgumentException unless the secret is {@code whsec_} and base64
   */
  public SvixSignature(String secret) {
    if (!secret.startsWith(PREFIX) || secret.length() == PREFIX.length()) {
      throw new IllegalArgumentException("a webhook secret must be whsec_ and base64");
    }
    key = new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), MAC);
  }

  /** The value of {@code svix-signature}; the time counts in whole seconds. */
  public String sign(String id, Instant at, String body) {
    String signed = id + "." + at.getEpochSecond() + "." + body;
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] sum = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
