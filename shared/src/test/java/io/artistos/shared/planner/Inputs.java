package io.artistos.shared.planner;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the planner's tests plan for. */
final class Inputs {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final Audience MANY = new Audience(1_400, Map.of("DE", 600L, "GB", 500L, "US", 300L));
  static final Audience NOBODY = new Audience(0, Map.of());

  private Inputs() {}

  /** A release that is out in {@code days}, or has been for that long when negative. */
  static PlanInput in(long days) {
    return in(days, "Dream pop", MANY);
  }

  static PlanInput in(long days, String genre, Audience audience) {
    return new PlanInput(
        "Harbour Lights", genre, List.of("wistful", "warm"), TODAY.plusDays(days), TODAY, audience);
  }
}
