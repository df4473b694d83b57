package io.artistos.functions.privacy;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.privacy.PurgeSweeper;
import io.artistos.shared.privacy.PurgeSweeper.Swept;

/** Every hour: starts purges whose time has come, and asks again for what stands still. */
public final class PurgeDeletedAccounts {

  private final PurgeSweeper sweeper;

  public PurgeDeletedAccounts(PurgeSweeper sweeper) {
    this.sweeper = sweeper;
  }

  @FunctionName("PurgeDeletedAccounts")
  public void run(
      @TimerTrigger(name = "timer", schedule = "0 15 * * * *") String timer,
      ExecutionContext context) {
    Swept swept = sweeper.sweep();
    context
        .getLogger()
        .info(
            "{\"event\":\"deletions-swept\",\"started\":%d,\"again\":%d,\"settled\":%d}"
                .formatted(swept.started(), swept.again(), swept.settled()));
  }
}
