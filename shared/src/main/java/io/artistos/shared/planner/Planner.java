package io.artistos.shared.planner;

/** Makes a plan for a release. Thread-safe. */
public interface Planner {

  /**
   * Dated actions from 28 days before to 28 days after the release, none before today; none at all
   * when the release has been out for longer than that.
   */
  MarketingPlan plan(PlanInput input);
}
