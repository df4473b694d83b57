package io.artistos.shared.planner;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The days of actions, computed from what is left until the release. An action keeps its own day
 * where that has not passed. One that has passed is moved when it is still worth doing: before the
 * release the four weeks are squeezed into the days that are left, so that the order stays; after
 * it, to today.
 *
 * @param left days from today to the release, negative when it is out
 */
record ActionDates(LocalDate today, LocalDate release, long left) {

  static ActionDates of(PlanInput input) {
    return new ActionDates(
        input.today(),
        input.releaseDate(),
        ChronoUnit.DAYS.between(input.today(), input.releaseDate()));
  }

  /** Empty when it is too late for the action. */
  Optional<LocalDate> of(Playbook.Slot slot) {
    LocalDate planned = release.plusDays(slot.day());
    if (!planned.isBefore(today)) {
      return Optional.of(planned);
    }
    if (slot.latest() == null || release.plusDays(slot.latest()).isBefore(today)) {
      return Optional.empty();
    }
    if (left <= 0) {
      return Optional.of(today);
    }
    // Rounded towards the release: -28 of 28 with five days left is -5, -7 is -1.
    long squeezed = slot.day() * left / MarketingPlan.WINDOW_DAYS;
    return Optional.of(release.plusDays(Math.min(squeezed, slot.latest())));
  }
}
