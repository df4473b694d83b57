package io.artistos.shared.fans;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.geo.Location;
import io.artistos.shared.numbers.Place;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of one sign-up.
 *
 * @param at to the second: links in mail carry it
 * @param page the fan page's slug; of an import, that of the artist's main page
 * @param pageId the fan page's id, which stays when the slug changes
 * @param source where the form stood, as it says itself, such as a site that embeds it; of an
 *     import, where the list came from
 * @param wording the version of the wording that was shown and agreed to; of an import, of what the
 *     artist stated
 * @param language of that wording, BCP 47
 * @param artist the name that stood in those words; absent from before it was kept
 * @param via how it came to us
 * @param location from the connection, whose address is not kept
 * @param consentedAt only of an import: when the fan agreed, as the list or the artist says
 */
public record Signup(
    Instant at,
    String page,
    String pageId,
    @Nullable String source,
    String wording,
    String language,
    @Nullable String artist,
    Via via,
    @Nullable Location location,
    @Nullable Instant consentedAt) {

  /** Forms were in English before there was a choice. */
  static final String FIRST_LANGUAGE = "en";

  /** How a sign-up came to us. */
  public enum Via {
    /** The fan filled in a form. */
    @JsonProperty("page")
    PAGE,
    /** The artist brought a list and stated that everybody on it had agreed. */
    @JsonProperty("import")
    IMPORT
  }

  /** Items from before there were languages and imports name neither. */
  public Signup {
    language = Objects.requireNonNullElse(language, FIRST_LANGUAGE);
    via = Objects.requireNonNullElse(via, Via.PAGE);
  }

  /** Where from it is counted; a list's source is the artist's own words, and is none. */
  Place place() {
    return Place.of(Optional.ofNullable(location), via == Via.IMPORT ? "import" : source);
  }

  Signup withoutLocation() {
    return new Signup(at, page, pageId, source, wording, language, artist, via, null, consentedAt);
  }
}
