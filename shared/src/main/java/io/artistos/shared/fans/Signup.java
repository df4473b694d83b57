package io.artistos.shared.fans;

import io.artistos.shared.geo.Location;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of one sign-up.
 *
 * @param at to the second: links in mail carry it
 * @param page the fan page's slug
 * @param pageId the fan page's id, which stays when the slug changes
 * @param source where the form stood, as it says itself, such as a site that embeds it
 * @param wording the version of the wording that was shown and agreed to
 * @param location from the connection, whose address is not kept
 */
public record Signup(
    Instant at,
    String page,
    String pageId,
    @Nullable String source,
    String wording,
    @Nullable Location location) {

  Signup withoutLocation() {
    return new Signup(at, page, pageId, source, wording, null);
  }
}
