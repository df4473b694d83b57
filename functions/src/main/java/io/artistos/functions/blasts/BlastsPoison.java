package io.artistos.functions.blasts;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.blasts.BlastCutter;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;

/** Takes messages that failed too often off the poison queue; the blast still says what to do. */
public final class BlastsPoison {

  private final BlastCutter cutter;

  public BlastsPoison(BlastCutter cutter) {
    this.cutter = cutter;
  }

  @FunctionName("BlastsPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.BLASTS_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    cutter.giveBack(Json.read(message, BlastMessage.class));
  }
}
