package io.artistos.functions.mail;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.fans.FanMailer;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.Queues;

/**
 * Takes messages that failed too often off the poison queue; the fan's item still says what is due.
 */
public final class FanMailPoison {

  private final FanMailer mailer;

  public FanMailPoison(FanMailer mailer) {
    this.mailer = mailer;
  }

  @FunctionName("FanMailPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.FAN_MAIL_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    mailer.giveBack(Json.read(message, FanMailMessage.class));
  }
}
