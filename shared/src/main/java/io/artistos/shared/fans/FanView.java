package io.artistos.shared.fans;

import io.artistos.shared.geo.Location;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fan, as the artist's people see it.
 *
 * @param language of the form that was shown last, BCP 47
 * @param signedUpAt of the current sign-up
 * @param page the fan page's slug
 * @param source where the form stood
 * @param fields what forms asked for, by key
 */
public record FanView(
    String id,
    String email,
    @Nullable String firstName,
    FanStatus status,
    String language,
    Instant signedUpAt,
    String page,
    @Nullable String source,
    @Nullable Location location,
    @Nullable Instant confirmedAt,
    @Nullable Instant unsubscribedAt,
    List<String> tags,
    Map<String, String> fields) {

  static FanView of(Fan fan) {
    return new FanView(
        fan.id(),
        fan.email(),
        fan.firstName(),
        fan.status(),
        fan.language(),
        fan.signup().at(),
        fan.signup().page(),
        fan.signup().source(),
        fan.signup().location(),
        fan.confirmedAt(),
        fan.unsubscribedAt(),
        fan.tags(),
        fan.fields());
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "FanView[" + id + "]";
  }
}
