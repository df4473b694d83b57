package io.artistos.shared.fans;

import io.artistos.shared.geo.Location;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fan, as the artist's people see it.
 *
 * @param signedUpAt of the current sign-up
 * @param page the fan page's slug
 * @param source where the form stood
 */
public record FanView(
    String id,
    String email,
    @Nullable String firstName,
    FanStatus status,
    Instant signedUpAt,
    String page,
    @Nullable String source,
    @Nullable Location location,
    @Nullable Instant confirmedAt,
    @Nullable Instant unsubscribedAt,
    List<String> tags) {

  static FanView of(Fan fan) {
    return new FanView(
        fan.id(),
        fan.email(),
        fan.firstName(),
        fan.status(),
        fan.signup().at(),
        fan.signup().page(),
        fan.signup().source(),
        fan.signup().location(),
        fan.confirmedAt(),
        fan.unsubscribedAt(),
        fan.tags());
  }
}
