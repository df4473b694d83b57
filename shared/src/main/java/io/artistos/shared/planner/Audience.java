package io.artistos.shared.planner;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * An artist's fans as counts, and as nothing else.
 *
 * @param fans confirmed ones, in all
 * @param byCountry confirmed ones by ISO 3166-1 alpha-2 code, where the country is known
 */
public record Audience(long fans, Map<String, Long> byCountry) {

  public Audience {
    byCountry = Map.copyOf(byCountry);
  }

  /** Where most fans are; among equals the first by code. */
  public Optional<Map.Entry<String, Long>> topCountry() {
    Comparator<Map.Entry<String, Long>> byCount = Map.Entry.comparingByValue();
    return byCountry.entrySet().stream()
        .min(byCount.reversed().thenComparing(Map.Entry.comparingByKey()));
  }
}
