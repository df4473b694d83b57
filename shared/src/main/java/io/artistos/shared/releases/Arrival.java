package io.artistos.shared.releases;

import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.errors.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What arrived for an announced file, read once from end to end in a fixed amount of memory.
 *
 * @param bytes its size
 * @param head its first bytes
 * @param sha256 hexadecimal, lower case
 */
record Arrival(long bytes, byte[] head, String sha256) {

  private static final int BUFFER = 64 * 1024;

  /**
   * @throws Unavailable when it cannot be read to its end
   */
  static Arrival read(TenantBlobs.Opened file) {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream stream = file.stream();
      byte[] head = stream.readNBytes(FileFormat.HEAD);
      digest.update(head);
      long bytes = head.length;
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        digest.update(buffer, 0, n);
        bytes += n;
      }
      return new Arrival(bytes, head, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new Unavailable("the blob store", Duration.ofSeconds(5), e);
    }
  }

  /** What is wrong with it, compared with what was announced. */
  Optional<Media.Refusal> fault(Media announced) {
    if (bytes != announced.bytes()) {
      return Optional.of(Media.Refusal.WRONG_SIZE);
    }
    if (!FileFormat.of(announced.contentType()).orElseThrow().matches(head)) {
      return Optional.of(Media.Refusal.WRONG_CONTENT);
    }
    boolean same = announced.sha256() == null || announced.sha256().equals(sha256);
    return same ? Optional.empty() : Optional.of(Media.Refusal.WRONG_CHECKSUM);
  }
}
