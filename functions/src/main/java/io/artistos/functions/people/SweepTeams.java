package io.artistos.functions.people;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.people.TeamSweeper;

/** Every minute: settles lists of accounts that stayed behind, and clears broken onboardings up. */
public final class SweepTeams {

  private final TeamSweeper sweeper;

  public SweepTeams(TeamSweeper sweeper) {
    this.sweeper = sweeper;
  }

  @FunctionName("SweepTeams")
  public void run(
      @TimerTrigger(name = "timer", schedule = "45 * * * * *") String timer,
      ExecutionContext context) {
    context
        .getLogger()
        .info("{\"event\":\"teams-swept\",\"settled\":%d}".formatted(sweeper.sweep()));
  }
}
