package io.artistos.functions.mail;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;

/** Takes messages that failed too often off the poison queue; the item still says what is due. */
public final class ArtistMailPoison {

  private final ArtistMailer mailer;

  public ArtistMailPoison(ArtistMailer mailer) {
    this.mailer = mailer;
  }

  @FunctionName("ArtistMailPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.ARTIST_MAIL_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    mailer.giveBack(Json.read(message, ArtistMailMessage.class));
  }
}
