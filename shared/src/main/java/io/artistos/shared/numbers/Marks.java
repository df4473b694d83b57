package io.artistos.shared.numbers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fan is counted for, kept in the fan's item: written with the very change that it counts,
 * so that it is there once or not at all, whoever is killed wherever, and at no further request.
 * Immutable.
 *
 * @param newest the last day of any, for the search; absent when there is none
 * @param all oldest first
 */
public record Marks(@Nullable LocalDate newest, List<Mark> all) {

  /** Nothing yet. */
  public static final Marks NONE = new Marks(null, List.of());

  /** Days are added up long before; it is for outages. */
  private static final int KEPT_DAYS = 30;

  private static final int MOST = 100;

  /**
   * One thing to count.
   *
   * @param day in UTC
   * @param page the fan page's id
   */
  public record Mark(Figure figure, LocalDate day, String page, Place place) {}

  /** The day that something is counted for. */
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** With one more; those that were added up long ago go. */
  public Marks and(Figure figure, Instant at, String page, Place place) {
    LocalDate day = day(at);
    LocalDate oldest = day.minusDays(KEPT_DAYS);
    List<Mark> more = new ArrayList<>(all);
    more.removeIf(mark -> mark.day().isBefore(oldest));
    more.add(new Mark(figure, day, page, place));
    while (more.size() > MOST) {
      more.removeFirst();
    }
    return new Marks(newest == null || newest.isBefore(day) ? day : newest, List.copyOf(more));
  }

  /** Without where from: of somebody who never wanted in, no more is kept than that it happened. */
  public Marks withoutPlaces() {
    return new Marks(
        newest,
        all.stream()
            .map(mark -> new Mark(mark.figure(), mark.day(), mark.page(), Place.NOWHERE))
            .toList());
  }
}
