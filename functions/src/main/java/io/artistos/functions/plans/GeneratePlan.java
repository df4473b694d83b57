package io.artistos.functions.plans;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.plans.PlanMaker;
import io.artistos.shared.queue.PlanMessage;
import io.artistos.shared.queue.Queues;

/** Makes the plan that somebody asked for. What it throws is transient: the host tries again. */
public final class GeneratePlan {

  private final PlanMaker maker;

  public GeneratePlan(PlanMaker maker) {
    this.maker = maker;
  }

  @FunctionName("GeneratePlan")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.PLANS_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    maker.handle(Json.read(message, PlanMessage.class));
  }
}
