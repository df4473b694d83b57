package io.artistos.functions.support;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.support.SupportSweeper;

/** Writes down that accesses of the staff are over whose time is. */
public final class SweepSupportAccess {

  private final SupportSweeper sweeper;

  public SweepSupportAccess(SupportSweeper sweeper) {
    this.sweeper = sweeper;
  }

  @FunctionName("SweepSupportAccess")
  public void run(
      @TimerTrigger(name = "timer", schedule = "30 * * * * *") String timer,
      ExecutionContext context) {
    int over = sweeper.sweep();
    context.getLogger().info("{\"event\":\"support-swept\",\"teams\":%d}".formatted(over));
  }
}
