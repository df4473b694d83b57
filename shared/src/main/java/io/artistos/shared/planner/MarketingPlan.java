package io.artistos.shared.planner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner proposes.
 *
 * @param fallbackReason why not (all of) the words are the model's: a short code, absent when they
 *     are
 * @param actions by date
 */
public record MarketingPlan(
    PlanSource source, @Nullable String fallbackReason, List<PlanAction> actions) {

  /** Days of the window, before the release and after it. */
  public static final int WINDOW_DAYS = 28;

  public MarketingPlan {
    actions = List.copyOf(actions);
  }
}
