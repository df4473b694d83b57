package io.artistos.shared.artists;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.text.EmailAddress;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What it takes to open an artist account.
 *
 * @param email where the platform writes to the artist
 * @param timeZone of the IANA database; UTC when the field {@code timeZone} is absent
 * @param postalAddress one line
 * @param intro under the name on the fan page
 */
public record NewArtist(
    String artistName,
    Slug slug,
    EmailAddress email,
    ZoneId timeZone,
    String postalAddress,
    Optional<String> intro) {

  private static final int MOST_BYTES = 8_192;
  private static final int MOST_NAME = 80;
  private static final int MOST_LINE = 200;

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static NewArtist read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String name = fields.required("artistName", MOST_NAME);
    String slugText = fields.required("slug", MOST_NAME);
    String postalAddress = fields.required("postalAddress", MOST_LINE);
    Optional<EmailAddress> email = fields.email("email");
    ZoneId timeZone = fields.timeZone("timeZone").orElse(ZoneId.of("UTC"));
    Optional<String> intro = fields.optional("intro", MOST_LINE);
    Optional<Slug> slug = Slug.parse(slugText);
    if (slug.isEmpty() && !slugText.isEmpty()) {
      fields.reject("slug", "invalid", "3 to 40 of a–z, 0–9 and hyphens between them.");
    }
    fields.check();
    return new NewArtist(
        name, slug.orElseThrow(), email.orElseThrow(), timeZone, postalAddress, intro);
  }
}
