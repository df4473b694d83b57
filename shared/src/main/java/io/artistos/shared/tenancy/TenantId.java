package io.artistos.shared.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;

/**
 * An artist account, as the key that separates its data from everybody else's. Sixteen random
 * bytes, written in 22 characters of base64url; it says nothing about the artist.
 *
 * <p>Code that holds one got it from a verified caller, a verified link or a public slug: those are
 * the only places that make one.
 */
public record TenantId(@JsonValue String value) {

  private static final int BYTES = 16;

  /**
   * @throws IllegalArgumentException when {@code value} is not 22 characters of base64url
   */
  @JsonCreator
  public TenantId {
    if (Base64Url.decode(value).length != BYTES) {
      throw new IllegalArgumentException("not a tenant id");
    }
  }

  /** A new one, for onboarding. */
  public static TenantId random(SecureRandom random) {
    return ofBytes(Base64Url.randomBytes(random, BYTES));
  }

  /** From the 16 bytes that a signed link carries. */
  public static TenantId ofBytes(byte[] bytes) {
    return new TenantId(Base64Url.encode(bytes));
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return Base64Url.decode(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
