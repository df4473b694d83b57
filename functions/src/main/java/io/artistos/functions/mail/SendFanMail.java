package io.artistos.functions.mail;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.fans.FanMailer;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.Queues;

/** Sends the mail that a fan is waiting for. What it throws is transient: the host tries again. */
public final class SendFanMail {

  private final FanMailer mailer;

  public SendFanMail(FanMailer mailer) {
    this.mailer = mailer;
  }

  @FunctionName("SendFanMail")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.FAN_MAIL_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    mailer.handle(Json.read(message, FanMailMessage.class));
  }
}
