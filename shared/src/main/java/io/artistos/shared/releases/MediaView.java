package io.artistos.shared.releases;

import io.artistos.shared.blob.SignedAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file, as the artist's people see it.
 *
 * @param refusal present when what arrived was not taken
 * @param url where it can be read until {@code urlExpiresAt}; present only when it is ready
 */
public record MediaView(
    String id,
    Media.Kind kind,
    String contentType,
    long bytes,
    @Nullable String sha256,
    Media.State state,
    Media.@Nullable Refusal refusal,
    @Nullable String url,
    @Nullable Instant urlExpiresAt) {

  static MediaView of(Media media, @Nullable SignedAddress address) {
    return new MediaView(
        media.id(),
        media.kind(),
        media.contentType(),
        media.bytes(),
        media.sha256(),
        media.state(),
        media.refusal(),
        address == null ? null : address.uri().toString(),
        address == null ? null : address.expiresAt());
  }

  /** Its address is a key. */
  @Override
  public String toString() {
    return "[media " + id + "]";
  }
}
