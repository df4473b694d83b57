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

  /** Adds up. Not thread-safe. */
  static final class Sum {

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
      addAll(countries, tally.countries(), MOST_COUNTRIES);
      addAll(cities, tally.cities(), MOST_CITIES);
      addAll(sources, tally.sources(), MOST_SOURCES);
      return this;
    }

    /** The many first, so that it is the few that get no line of their own. */
    private static void addAll(Map<String, Long> to, Map<String, Long> from, int most) {
      from.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
          .forEach(entry -> add(to, entry.getKey(), entry.getValue(), most));
    }

    private static void add(Map<String, Long> to, String key, long n, int most) {
      boolean fits = to.containsKey(key) || to.size() < most;
      to.merge(fits ? key : TrafficSource.OTHER, n, Long::sum);
    }

    Tally tally() {
      return new Tally(total, copy(countries), copy(cities), copy(sources));
    }

    private static Map<String, Long> copy(Map<String, Long> map) {
      return Collections.unmodifiableMap(new TreeMap<>(map));
    }
  }
}
