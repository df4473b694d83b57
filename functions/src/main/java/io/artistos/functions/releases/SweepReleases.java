package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.releases.ReleaseSweeper;

/** Every five minutes: ends deletions that broke off, and deletes uploads that nobody completed. */
public final class SweepReleases {

  private final ReleaseSweeper sweeper;

  public SweepReleases(ReleaseSweeper sweeper) {
    this.sweeper = sweeper;
  }

  @FunctionName("SweepReleases")
  public void run(
      @TimerTrigger(name = "timer", schedule = "50 */5 * * * *") String timer,
      ExecutionContext context) {
    int done = sweeper.sweep();
    context.getLogger().info("{\"event\":\"releases-swept\",\"done\":%d}".formatted(done));
  }
}
