package io.artistos.shared.crypto;

import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Marks texts of ours so that a later change of them shows: HMAC-SHA-256 with the newest key of a
 * ring, written {@code k1.<base64url>}. Thread-safe.
 */
public final class Signatures {

  private final Secrets secrets;
  private final String secretName;
  private final String purpose;

  /**
   * @param secretName names the secret that holds the {@link KeyRing}; a version that is taken out
   *     makes everything it signed unprovable
   * @param purpose what is signed for one purpose does not verify for another
   */
  public Signatures(Secrets secrets, String secretName, String purpose) {
    this.secrets = secrets;
    this.secretName = secretName;
    this.purpose = purpose;
  }

  public String sign(String text) {
    KeyRing ring = KeyRing.parse(secrets.latest(secretName));
    return sign(ring, ring.newest(), text);
  }

  /** Whether {@link #sign} gave this for this very text; false too when its key is gone. */
  public boolean verify(String text, String signature) {
    int dot = signature.indexOf('.');
    if (dot < 0 || !signature.substring(0, dot).matches("k[1-9][0-9]?")) {
      return false;
    }
    KeyRing ring = KeyRing.parse(secrets.latest(secretName));
    try {
      String right = sign(ring, Integer.parseInt(signature.substring(1, dot)), text);
      return MessageDigest.isEqual(
          right.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidToken e) {
      return false;
    }
  }

  private String sign(KeyRing ring, int version, String text) {
    byte[] key = Mac.derive(ring.key(version), purpose);
    byte[] mac = Mac.sha256(key, text.getBytes(StandardCharsets.UTF_8));
    return "k" + version + "." + Base64Url.encode(mac);
  }
}
