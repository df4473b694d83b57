package io.artistos.shared.artists;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import java.time.ZoneId;

/**
 * What an account's people can change of it, all at once.
 *
 * @param country ISO 3166-1 alpha-2
 * @param postalAddress one line
 */
public record AccountFields(
    String artistName, ZoneId timeZone, String country, String postalAddress) {

  private static final int MOST_BYTES = 8_192;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static AccountFields read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    AccountFields read =
        new AccountFields(
            ArtistFields.artistName(fields),
            ArtistFields.timeZone(fields),
            ArtistFields.country(fields),
            ArtistFields.postalAddress(fields));
    fields.check();
    return read;
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "AccountFields";
  }
}
