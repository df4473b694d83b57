package io.artistos.shared.crypto;

import java.util.Arrays;

/**
 * A key as it is stored: encrypted by a key of the vault.
 *
 * @param keyId the full id of the vault's key, version included
 * @param wrapped RSA-OAEP-256
 */
public record WrappedKey(String keyId, @SuppressWarnings("ArrayRecordComponent") byte[] wrapped) {

  @Override
  public boolean equals(Object other) {
    return other instanceof WrappedKey that
        && keyId.equals(that.keyId)
        && Arrays.equals(wrapped, that.wrapped);
  }

  @Override
  public int hashCode() {
    return keyId.hashCode() * 31 + Arrays.hashCode(wrapped);
  }
}
