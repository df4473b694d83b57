package io.artistos.functions.plans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.plans.PlanRequests;

/** Every minute: asks again for plans whose message was lost. */
public final class SweepPlans {

  private final PlanRequests requests;

  public SweepPlans(PlanRequests requests) {
    this.requests = requests;
  }

  @FunctionName("SweepPlans")
  public void run(
      @TimerTrigger(name = "timer", schedule = "45 * * * * *") String timer,
      ExecutionContext context) {
    int again = requests.sweep();
    context.getLogger().info("{\"event\":\"plans-swept\",\"again\":%d}".formatted(again));
  }
}
