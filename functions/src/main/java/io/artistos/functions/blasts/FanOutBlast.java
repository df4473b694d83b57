package io.artistos.functions.blasts;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.blasts.BlastCutter;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;

/** Cuts a blast into chunks. What it throws is transient: the host tries again. */
public final class FanOutBlast {

  private final BlastCutter cutter;

  public FanOutBlast(BlastCutter cutter) {
    this.cutter = cutter;
  }

  @FunctionName("FanOutBlast")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.BLASTS_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    cutter.handle(Json.read(message, BlastMessage.class));
  }
}
