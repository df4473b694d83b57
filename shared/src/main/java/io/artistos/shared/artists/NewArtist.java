package io.artistos.shared.artists;

import io.artistos.shared.pages.Slug;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What it takes to open an artist account.
 *
 * @param timeZone of the IANA database
 * @param postalAddress one line
 * @param intro under the name on the fan page
 */
public record NewArtist(
    String artistName,
    Slug slug,
    ZoneId timeZone,
    String postalAddress,
    Optional<String> intro,
    Stated stated) {

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "NewArtist";
  }
}
