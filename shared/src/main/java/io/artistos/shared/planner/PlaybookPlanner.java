package io.artistos.shared.planner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Plans from the playbooks that come with the build; needs no network and gives the same plan for
 * the same input. Thread-safe.
 */
public final class PlaybookPlanner implements Planner {

  /** The {@link MarketingPlan#fallbackReason} where no model is configured. */
  static final String NO_MODEL = "no-model";

  @Override
  public MarketingPlan plan(PlanInput input) {
    ActionDates dates = ActionDates.of(input);
    Wording wording = new Wording(input);
    List<PlanAction> actions =
        Playbooks.slots(input.genre()).stream()
            .filter(slot -> slot.fits(input.audience()))
            .map(slot -> action(slot, dates, wording))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(PlanAction::date).thenComparing(PlanAction::id))
            .toList();
    return new MarketingPlan(PlanSource.PLAYBOOK, NO_MODEL, actions);
  }

  private static Optional<PlanAction> action(
      Playbook.Slot slot, ActionDates dates, Wording wording) {
    return dates
        .of(slot)
        .map(
            date ->
                new PlanAction(
                    slot.id(),
                    date,
                    slot.channel(),
                    wording.fill(slot.title(), PlanAction.MOST_TITLE),
                    wording.fill(slot.text(), PlanAction.MOST_TEXT),
                    wording.fill(slot.goal(), PlanAction.MOST_GOAL),
                    slot.minutes()));
  }
}
