package io.artistos.shared.crypto;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Paging cursors that callers can neither read nor change, and that work for the tenant and the
 * query they were made for and no other: AES-256-GCM with both as associated data. Cosmos DB's
 * continuation tokens reveal values and must not reach a browser. Thread-safe.
 */
public final class SealedCursors {

  private static final String PURPOSE = "cursors";

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
    byte version = (byte) ring.newest();
    byte[] sealed =
        AesGcm.seal(
            random,
            Mac.derive(ring.key(version), PURPOSE),
            bound(tenant, query, version),
            continuation.getBytes(StandardCharsets.UTF_8));
    return Base64Url.encode(
        ByteBuffer.allocate(1 + sealed.length).put(version).put(sealed).array());
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
      if (bytes.length == 0) {
        throw new InvalidToken(InvalidToken.Reason.FORGED);
      }
      byte version = bytes[0];
      byte[] key = KeyRing.parse(secrets.latest(secretName)).key(version);
      byte[] open =
          AesGcm.open(
              Mac.derive(key, PURPOSE),
              bound(tenant, query, version),
              Arrays.copyOfRange(bytes, 1, bytes.length));
      return new String(open, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    }
  }

  private static byte[] bound(TenantId tenant, String query, byte version) {
    return (tenant.value() + "\n" + query + "\n" + version).getBytes(StandardCharsets.UTF_8);
  }
}
