package io.artistos.functions.mail;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.fans.FanMailSweeper;

/** Every minute: asks again for mail whose message was lost. */
public final class SweepFanMail {

  private final FanMailSweeper sweeper;

  public SweepFanMail(FanMailSweeper sweeper) {
    this.sweeper = sweeper;
  }

  @FunctionName("SweepFanMail")
  public void run(
      @TimerTrigger(name = "timer", schedule = "30 * * * * *") String timer,
      ExecutionContext context) {
    int again = sweeper.sweep();
    context.getLogger().info("{\"event\":\"fan-mail-swept\",\"again\":%d}".formatted(again));
  }
}
