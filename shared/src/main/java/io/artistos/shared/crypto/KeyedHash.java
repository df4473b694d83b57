package io.artistos.shared.crypto;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Ids made from values that must not be guessed back: HMAC-SHA-256 cut to 128 bits, keyed for each
 * tenant, so that the same address has another id at another artist. Its secret must stay the same
 * for the life of the data: a new one would make every known fan look new. Thread-safe.
 */
public final class KeyedHash {

  private static final int ID_BYTES = 16;

  private final Secrets secrets;
  private final String secretName;

  /**
   * @param secretName names a secret of at least 32 bytes in base64url
   */
  public KeyedHash(Secrets secrets, String secretName) {
    this.secrets = secrets;
    this.secretName = secretName;
  }

  /** 22 characters of base64url, the same for the same tenant and value. */
  public String id(TenantId tenant, String value) {
    return id("tenant " + tenant.value(), value);
  }

  /** The same, of what belongs to no tenant: another id for each purpose. */
  public String id(String purpose, String value) {
    byte[] key = Base64Url.decode(secrets.latest(secretName).value());
    byte[] whole = Mac.sha256(Mac.derive(key, purpose), value.getBytes(StandardCharsets.UTF_8));
    return Base64Url.encode(Arrays.copyOf(whole, ID_BYTES));
  }
}
