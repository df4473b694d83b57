package io.artistos.shared.blob;

import java.net.URI;
import java.time.Instant;

/**
 * An address that lets whoever has it do one thing with one blob for a while.
 *
 * @param expiresAt in the storage service's own time
 */
public record SignedAddress(URI uri, Instant expiresAt) {

  /** Its query is a key: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[signed address]";
  }
}
