package io.artistos.shared.text;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Bytes as text that is safe in URLs, Cosmos ids and mail: base64url without padding (RFC 4648).
 */
public final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * @throws IllegalArgumentException when {@code text} is not exactly what {@link #encode} writes,
   *     so that there is one text for each value
   */
  public static byte[] decode(String text) {
    byte[] bytes = DECODER.decode(text);
    if (!ENCODER.encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return bytes;
  }

  public static byte[] randomBytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
