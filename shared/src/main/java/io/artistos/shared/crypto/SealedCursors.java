package io.artistos.shared.crypto;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Paging cursors that callers can neither read nor change, and that work for the tenant and the
 * query they were made for and no other: AES-256-GCM with both as associated data. Cosmos DB's
 * continuation tokens reveal values and must not reach a browser. Thread-safe.
 */
public final class SealedCursors {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Longer texts are not ours; Cosmos limits its own tokens to some kilobytes. */
  private static final int MOST_CHARACTERS = 8_192;

  private final Secrets secrets;
  private final String secretName;
  private final SecureRandom random;

  /**
   * @param secretName names the secret that holds the {@link KeyRing}
   */
  public SealedCursors(Secrets secrets, String secretName, SecureRandom random) {
    this.secrets = secrets;
    this.secretName = secretName;
    this.random = random;
  }

  /**
   * @param query what the caller asked for, page size left out: a cursor of one list does not fit
   *     another
   */
  public String seal(TenantId tenant, String query, String continuation) {
    KeyRing ring = KeyRing.parse(secrets.latest(secretName));
    byte[] nonce = Base64Url.randomBytes(random, NONCE_BYTES);
    byte version = (byte) ring.newest();
    byte[] sealed =
        crypt(
            Cipher.ENCRYPT_MODE,
            ring.key(version),
            nonce,
            bound(tenant, query, version),
            continuation.getBytes(StandardCharsets.UTF_8));
    return Base64Url.encode(
        ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
            .put(version)
            .put(nonce)
            .put(sealed)
            .array());
  }

  /**
   * @throws InvalidToken when the cursor is not ours or was made for another tenant or query
   */
  public String open(TenantId tenant, String query, String cursor) {
    if (cursor.length() > MOST_CHARACTERS) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    }
    try {
      byte[] bytes = Base64Url.decode(cursor);
      if (bytes.length <= 1 + NONCE_BYTES) {
        throw new InvalidToken(InvalidToken.Reason.FORGED);
      }
      byte version = bytes[0];
      byte[] nonce = Arrays.copyOfRange(bytes, 1, 1 + NONCE_BYTES);
      byte[] sealed = Arrays.copyOfRange(bytes, 1 + NONCE_BYTES, bytes.length);
      byte[] key = KeyRing.parse(secrets.latest(secretName)).key(version);
      byte[] open = crypt(Cipher.DECRYPT_MODE, key, nonce, bound(tenant, query, version), sealed);
      return new String(open, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    }
  }

  private static byte[] bound(TenantId tenant, String query, byte version) {
    return (tenant.value() + "\n" + query + "\n" + version).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] bound, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(Mac.derive(key, "cursors"), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound);
      return cipher.doFinal(input);
    } catch (javax.crypto.AEADBadTagException e) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/GCM", e);
    }
  }
}
