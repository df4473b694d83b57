package io.artistos.functions.jobs;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.jobs.Jobs;

/** Every minute: asks again for jobs that stand still, and deletes those that are over. */
public final class SweepJobs {

  private final Jobs jobs;

  public SweepJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  @FunctionName("SweepJobs")
  public void run(
      @TimerTrigger(name = "timer", schedule = "50 * * * * *") String timer,
      ExecutionContext context) {
    int again = jobs.sweep();
    context.getLogger().info("{\"event\":\"jobs-swept\",\"again\":%d}".formatted(again));
  }
}
