package io.artistos.local.demo;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The fans of the story. Each has a place in the world, by an address of a well-known network
 * there, and a character: most confirm, some mailboxes die later, somebody complains, some leave.
 */
record Crowd(List<Person> people) {

  /** What becomes of a confirmed fan when the blast arrives. */
  enum Fate {
    READS,
    LEAVES,
    BOUNCES,
    COMPLAINS
  }

  /**
   * @param peer where the connection comes from
   * @param country of that address, ISO 3166-1 alpha-2
   */
  record Person(String email, String peer, String country, boolean confirms, Fate fate) {}

  private record Place(String country, String peer) {}

  /** Public name servers and web servers whose country every database knows. */
  private static final List<Place> PLACES =
      List.of(
          new Place("US", "8.8.4.4"),
          new Place("DE", "81.169.145.66"),
          new Place("US", "8.8.8.8"),
          new Place("GB", "212.58.244.22"),
          new Place("DE", "217.160.0.1"),
          new Place("FR", "212.27.48.10"),
          new Place("BR", "200.147.67.142"),
          new Place("JP", "202.12.27.33"),
          new Place("GB", "62.30.0.1"),
          new Place("AU", "139.130.4.5"));

  private static final int OF = 20;
  private static final int CONFIRM = 17;

  /**
   * @param run tells the fans of one telling of the story from those of another
   */
  static Crowd of(int size, String run) {
    return new Crowd(IntStream.range(0, size).mapToObj(i -> person(i, run)).toList());
  }

  /** Those who confirm and live in one of the countries. */
  List<Person> confirmedIn(List<String> countries) {
    return people.stream().filter(p -> p.confirms && countries.contains(p.country)).toList();
  }

  private static Person person(int i, String run) {
    Place place = PLACES.get(i % PLACES.size());
    // By tens, so that every place has every kind of person.
    int character = (i / PLACES.size()) % OF;
    Fate fate =
        switch (character) {
          case 1 -> Fate.BOUNCES;
          case 2 -> Fate.COMPLAINS;
          case 3, 4 -> Fate.LEAVES;
          default -> Fate.READS;
        };
    String domain = place.country().toLowerCase(java.util.Locale.ROOT) + ".example";
    String email =
        switch (fate) {
          case BOUNCES -> "later-bounced+";
          case COMPLAINS -> "later-complained+";
          default -> "";
        };
    return new Person(
        email + "fan-" + run + "-" + i + "@" + domain,
        place.peer(),
        place.country(),
        character < CONFIRM,
        fate);
  }
}
