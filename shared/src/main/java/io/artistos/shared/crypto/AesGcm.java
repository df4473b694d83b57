package io.artistos.shared.crypto;

import io.artistos.shared.text.Base64Url;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits in front of what it gives. One key
 * may seal some 2^32 texts.
 */
public final class AesGcm {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  /**
   * @param bound associated data: opening needs the same
   */
  public static byte[] seal(SecureRandom random, byte[] key, byte[] bound, byte[] open) {
    byte[] nonce = Base64Url.randomBytes(random, NONCE_BYTES);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, bound, open);
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * @throws InvalidToken when it was changed, or sealed with another key or other associated data
   */
  public static byte[] open(byte[] key, byte[] bound, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return crypt(Cipher.DECRYPT_MODE, key, nonce, bound, rest);
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] bound, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound);
      return cipher.doFinal(input);
    } catch (javax.crypto.AEADBadTagException e) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/GCM", e);
    }
  }
}
