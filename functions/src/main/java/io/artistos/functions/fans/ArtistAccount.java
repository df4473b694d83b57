package io.artistos.functions.fans;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;

/** The header that says for which artist account a call is. */
final class ArtistAccount {

  private static final String HEADER = "Artist-Account";

  private ArtistAccount() {}

  /**
   * The slug.
   *
   * @throws InvalidInput when the header is missing
   */
  static String of(Call call) {
    return call.header("artist-account")
        .orElseThrow(
            () -> new InvalidInput(HEADER, "required", "This header names the artist by slug."));
  }
}
