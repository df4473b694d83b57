package io.artistos.shared.people;

import io.artistos.shared.artists.ArtistFields;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.artists.Stated;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.policies.PolicyFields;
import io.artistos.shared.policies.PolicyKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody fills in to open an artist account. The date of birth lives as long as the request.
 *
 * @param intro under the name on the fan page
 */
record ArtistApplication(
    String artistName,
    Slug slug,
    ZoneId timeZone,
    String postalAddress,
    Optional<String> intro,
    LocalDate birthDate,
    Stated stated) {

  /** Whom we may not keep data of without the parents (COPPA, 16 CFR 312.2). */
  private static final int LEAST_YEARS = 13;

  private static final int MOST_YEARS = 130;
  private static final int MOST_BYTES = 8_192;
  private static final int MOST_LINE = 200;
  private static final int MOST_VERSION = 20;

  /**
   * @param now a date of birth after it is none
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  static ArtistApplication read(Call call, Policies policies, Instant now) {
    Fields fields = Fields.read(call, MOST_BYTES);
    ZoneId zone = ArtistFields.timeZone(fields);
    Map<PolicyKind, String> accepted = PolicyFields.accepted(fields, policies, now);
    ArtistApplication read =
        new ArtistApplication(
            ArtistFields.artistName(fields),
            Slug.read(fields),
            zone,
            ArtistFields.postalAddress(fields),
            fields.optional("intro", MOST_LINE),
            birthDate(fields, LocalDate.ofInstant(now, zone)),
            new Stated(
                ArtistFields.country(fields),
                accepted.getOrDefault(PolicyKind.TERMS, ""),
                accepted.getOrDefault(PolicyKind.PRIVACY_POLICY, "")));
    fields.check();
    return read;
  }

  private static LocalDate birthDate(Fields fields, LocalDate today) {
    String text = fields.required("birthDate", MOST_VERSION);
    try {
      LocalDate date = text.isEmpty() ? today : LocalDate.parse(text);
      if (!date.isAfter(today) && date.isAfter(today.minusYears(MOST_YEARS))) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // As below.
    }
    fields.reject("birthDate", "invalid", "A date such as 1998-04-23.");
    return today;
  }

  /** By the day that it is where they live. */
  boolean isOfAge(Instant now) {
    return Period.between(birthDate, LocalDate.ofInstant(now, timeZone)).getYears() >= LEAST_YEARS;
  }

  /** What they accept by it. */
  Map<PolicyKind, String> accepted() {
    return Map.of(
        PolicyKind.TERMS, stated.terms(), PolicyKind.PRIVACY_POLICY, stated.privacyPolicy());
  }

  NewArtist artist() {
    return new NewArtist(artistName, slug, timeZone, postalAddress, intro, stated);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "ArtistApplication";
  }
}
