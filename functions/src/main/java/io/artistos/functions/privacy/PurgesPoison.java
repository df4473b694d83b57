package io.artistos.functions.privacy;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.privacy.AccountPurge;
import io.artistos.shared.queue.PurgeMessage;
import io.artistos.shared.queue.Queues;

/** Takes messages that failed too often off the poison queue; the purge's record stays due. */
public final class PurgesPoison {

  private final AccountPurge purge;

  public PurgesPoison(AccountPurge purge) {
    this.purge = purge;
  }

  @FunctionName("PurgesPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.PURGES_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    purge.giveBack(Json.read(message, PurgeMessage.class));
  }
}
