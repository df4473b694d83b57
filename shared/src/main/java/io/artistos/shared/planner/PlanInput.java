package io.artistos.shared.planner;

import java.time.LocalDate;
import java.util.List;

/**
 * What a plan is made from. Nothing in it is about one person, so that it may go to a model.
 *
 * @param genre as the artist wrote it
 * @param moods as the artist wrote them, the most fitting first
 * @param releaseDate in the release's own time zone
 * @param today in the artist's time zone, in which the days of the plan are meant
 */
public record PlanInput(
    String title,
    String genre,
    List<String> moods,
    LocalDate releaseDate,
    LocalDate today,
    Audience audience) {

  public PlanInput {
    moods = List.copyOf(moods);
  }
}
