package io.artistos.functions.policies;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.policies.PolicyRounds;

/** Every five minutes: tells members of material versions, from where the last call ended. */
public final class AnnouncePolicies {

  private final PolicyRounds rounds;

  public AnnouncePolicies(PolicyRounds rounds) {
    this.rounds = rounds;
  }

  @FunctionName("AnnouncePolicies")
  public void run(
      @TimerTrigger(name = "timer", schedule = "20 */5 * * * *") String timer,
      ExecutionContext context) {
    context
        .getLogger()
        .info("{\"event\":\"policies-announced\",\"told\":%d}".formatted(rounds.run()));
  }
}
