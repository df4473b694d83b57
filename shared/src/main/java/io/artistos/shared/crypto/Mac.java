package io.artistos.shared.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) and keys derived from keys by it. */
final class Mac {

  private static final String ALGORITHM = "HmacSHA256";

  private Mac() {}

  static byte[] sha256(byte[] key, byte[]... parts) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** A key for one purpose only: the expand step of HKDF (RFC 5869) with one block of output. */
  static byte[] derive(byte[] key, String purpose) {
    return sha256(key, purpose.getBytes(StandardCharsets.UTF_8), new byte[] {1});
  }
}
