package io.artistos.functions.mail;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;

/**
 * Sends the mail that an artist is waiting for. What it throws is transient: the host tries again.
 */
public final class SendArtistMail {

  private final ArtistMailer mailer;

  public SendArtistMail(ArtistMailer mailer) {
    this.mailer = mailer;
  }

  @FunctionName("SendArtistMail")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.ARTIST_MAIL_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    mailer.handle(Json.read(message, ArtistMailMessage.class));
  }
}
