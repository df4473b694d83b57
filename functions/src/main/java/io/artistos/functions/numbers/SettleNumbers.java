package io.artistos.functions.numbers;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.numbers.NumbersRounds;

/** Every ten minutes: adds up the day that is over, until that is done for all artists. */
public final class SettleNumbers {

  private final NumbersRounds rounds;

  public SettleNumbers(NumbersRounds rounds) {
    this.rounds = rounds;
  }

  @FunctionName("SettleNumbers")
  public void run(
      @TimerTrigger(name = "timer", schedule = "35 */10 * * * *") String timer,
      ExecutionContext context) {
    context
        .getLogger()
        .info("{\"event\":\"numbers-settled\",\"artists\":%d}".formatted(rounds.run()));
  }
}
