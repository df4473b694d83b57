package io.artistos.functions.privacy;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.privacy.AccountPurge;
import io.artistos.shared.queue.PurgeMessage;
import io.artistos.shared.queue.Queues;

/** Purges some of a deleted account. What it throws is transient: the host tries again. */
public final class PurgeAccount {

  private final AccountPurge purge;

  public PurgeAccount(AccountPurge purge) {
    this.purge = purge;
  }

  @FunctionName("PurgeAccount")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.PURGES_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    purge.handle(Json.read(message, PurgeMessage.class));
  }
}
