package io.artistos.functions.plans;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.plans.PlanMaker;
import io.artistos.shared.queue.PlanMessage;
import io.artistos.shared.queue.Queues;

/**
 * Takes messages that failed too often off the poison queue; the operation still says what is due.
 */
public final class PlanPoison {

  private final PlanMaker maker;

  public PlanPoison(PlanMaker maker) {
    this.maker = maker;
  }

  @FunctionName("PlanPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.PLANS_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    maker.giveBack(Json.read(message, PlanMessage.class));
  }
}
