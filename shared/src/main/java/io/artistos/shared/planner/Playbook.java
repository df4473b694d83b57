package io.artistos.shared.planner;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about promoting music of one family of genres, as one file of {@code playbooks}
 * says it; {@code playbook.schema.json} has the form.
 *
 * @param genres words that name the family, in lower case; none for the one that fits everything
 * @param without slots of the general playbook that do not fit here
 * @param actions instead of the general playbook's of the same id, or on top of them
 */
record Playbook(String name, List<String> genres, List<String> without, List<Slot> actions) {

  Playbook {
    // Absent in the file.
    genres = genres == null ? List.of() : List.copyOf(genres);
    without = without == null ? List.of() : List.copyOf(without);
    actions = List.copyOf(actions);
  }

  /**
   * One action before it has a date.
   *
   * @param day from the release's, negative before it
   * @param latest the last day on which it is still worth doing when {@code day} has passed; absent
   *     when it is not worth doing later
   * @param title with places for what is known of the release: {@link Wording}
   */
  record Slot(
      String id,
      int day,
      @Nullable Integer latest,
      Channel channel,
      int minutes,
      String goal,
      String title,
      String text,
      @JsonProperty("when") @Nullable Condition condition) {

    boolean fits(Audience audience) {
      return condition == null || condition.holds(audience);
    }
  }

  /**
   * Whom an action needs.
   *
   * @param minFans confirmed fans in all
   * @param minCountryFans confirmed fans in the country that has most of them
   */
  record Condition(@Nullable Long minFans, @Nullable Long minCountryFans) {

    boolean holds(Audience audience) {
      long inTop = audience.topCountry().map(java.util.Map.Entry::getValue).orElse(0L);
      return (minFans == null || audience.fans() >= minFans)
          && (minCountryFans == null || inTop >= minCountryFans);
    }
  }
}
