package io.artistos.shared.numbers;

import io.artistos.shared.geo.Location;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where from something is counted.
 *
 * @param country ISO 3166-1 alpha-2, absent when not known
 * @param city in English, absent when not known
 * @param source see {@link TrafficSource}
 */
public record Place(@Nullable String country, @Nullable String city, String source) {

  /** Of whom nothing may be kept. */
  static final Place NOWHERE = new Place(null, null, TrafficSource.OTHER);

  /** From a connection, and from what says where the visitor came from. */
  public static Place of(Optional<Location> location, @Nullable String source) {
    return new Place(
        location.map(Location::country).orElse(null),
        location.map(Location::city).orElse(null),
        TrafficSource.name(source));
  }

  String countryKey() {
    return Objects.requireNonNullElse(country, "");
  }

  /** Cities of one name are in many countries. */
  String cityKey() {
    return countryKey() + "/" + Objects.requireNonNullElse(city, "");
  }
}
