package io.artistos.functions.plans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.plans.TodaysActions;

/** Every quarter of an hour: mails the day's actions to artists for whom it is eight o'clock. */
public final class DailyActions {

  private final TodaysActions actions;

  public DailyActions(TodaysActions actions) {
    this.actions = actions;
  }

  @FunctionName("DailyActions")
  public void run(
      @TimerTrigger(name = "timer", schedule = "15 */15 * * * *") String timer,
      ExecutionContext context) {
    int artists = actions.run();
    context.getLogger().info("{\"event\":\"todays-actions\",\"artists\":%d}".formatted(artists));
  }
}
