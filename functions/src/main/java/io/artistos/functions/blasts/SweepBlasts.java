package io.artistos.functions.blasts;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.blasts.BlastSweeper;

/** Every minute: looks after blasts that are under way. */
public final class SweepBlasts {

  private final BlastSweeper sweeper;

  public SweepBlasts(BlastSweeper sweeper) {
    this.sweeper = sweeper;
  }

  @FunctionName("SweepBlasts")
  public void run(
      @TimerTrigger(name = "timer", schedule = "45 * * * * *") String timer,
      ExecutionContext context) {
    int again = sweeper.sweep();
    context.getLogger().info("{\"event\":\"blasts-swept\",\"again\":%d}".formatted(again));
  }
}
