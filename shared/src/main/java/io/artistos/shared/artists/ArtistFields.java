package io.artistos.shared.artists;

import io.artistos.shared.http.Fields;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Fields of bodies that say something of an artist account. */
public final class ArtistFields {

  private static final int MOST_NAME = 80;
  private static final int MOST_LINE = 200;
  private static final int MOST_COUNTRY = 2;
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private ArtistFields() {}

  public static String artistName(Fields fields) {
    return fields.required("artistName", MOST_NAME);
  }

  public static String postalAddress(Fields fields) {
    return fields.required("postalAddress", MOST_LINE);
  }

  /** A region of the IANA database that has to be there. */
  public static ZoneId timeZone(Fields fields) {
    Optional<ZoneId> zone = fields.timeZone("timeZone");
    if (zone.isEmpty()) {
      fields.required("timeZone", MOST_LINE);
    }
    return zone.orElse(ZoneId.of("UTC"));
  }

  /** ISO 3166-1 alpha-2, in upper case. */
  public static String country(Fields fields) {
    String country = fields.required("country", MOST_COUNTRY);
    if (!country.isEmpty() && !COUNTRIES.contains(country)) {
      fields.reject("country", "invalid", "A code of ISO 3166-1 of two letters, such as GB.");
    }
    return country;
  }
}
