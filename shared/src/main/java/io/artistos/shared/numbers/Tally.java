package io.artistos.shared.numbers;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often something happened, in all and from where. Each map adds up to the total: what is not
 * known is there as such, and what there is too much of under {@link TrafficSource#OTHER}.
 * Immutable; some 15 kB at most as JSON.
 *
 * @param countries by code, empty text where it is not known
 * @param cities by country and city, with a slash between
 * @param sources by name
 */
record Tally(
    long total, Map<String, Long> countries, Map<String, Long> cities, Map<String, Long> sources) {

  static final Tally NONE = new Tally(0, Map.of(), Map.of(), Map.of());

  static final int MOST_COUNTRIES = 300;
  static final int MOST_CITIES = 300;
  static final int MOST_SOURCES = 100;

  /**
   * Adds up. Holds some more names than a tally has, and lets go of the few when it is full, so
   * that whoever invents names does not keep out those that come later. Not thread-safe.
   */
  static final class Sum {

    private static final int SPARE = 3;

    private long total;
    private final Map<String, Long> countries = new TreeMap<>();
    private final Map<String, Long> cities = new TreeMap<>();
    private final Map<String, Long> sources = new TreeMap<>();

    Sum add(Place place) {
      total++;
      add(countries, place.countryKey(), 1, MOST_COUNTRIES);
      add(cities, place.cityKey(), 1, MOST_CITIES);
      add(sources, place.source(), 1, MOST_SOURCES);
      return this;
    }

    Sum add(Tally tally) {
      total += tally.total();
      tally.countries().forEach((key, n) -> add(countries, key, n, MOST_COUNTRIES));
      tally.cities().forEach((key, n) -> add(cities, key, n, MOST_CITIES));
      tally.sources().forEach((key, n) -> add(sources, key, n, MOST_SOURCES));
      return this;
    }

    private static void add(Map<String, Long> to, String key, long n, int most) {
      to.merge(key, n, Long::sum);
      if (to.size() > SPARE * most) {
        Map<String, Long> kept = most(to, most);
        to.clear();
        to.putAll(kept);
      }
    }

    /** How many names it holds, whatever it was given. */
    int names() {
      return countries.size() + cities.size() + sources.size();
    }

    Tally tally() {
      return new Tally(
          total,
          Collections.unmodifiableMap(most(countries, MOST_COUNTRIES)),
          Collections.unmodifiableMap(most(cities, MOST_CITIES)),
          Collections.unmodifiableMap(most(sources, MOST_SOURCES)));
    }

    /** The many; the few together. */
    private static Map<String, Long> most(Map<String, Long> all, int most) {
      Map<String, Long> kept = new TreeMap<>();
      all.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(TrafficSource.OTHER))
          .sorted(
              Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .forEach(
              entry ->
                  kept.merge(
                      kept.size() < most ? entry.getKey() : TrafficSource.OTHER,
                      entry.getValue(),
                      Long::sum));
      Long others = all.get(TrafficSource.OTHER);
      if (others != null) {
        kept.merge(TrafficSource.OTHER, others, Long::sum);
      }
      return kept;
    }
  }
}
