package io.artistos.functions.mail;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.notices.ArtistMails;

/** Every minute: asks again for mail to artists whose message was lost. */
public final class SweepArtistMail {

  private final ArtistMails mails;

  public SweepArtistMail(ArtistMails mails) {
    this.mails = mails;
  }

  @FunctionName("SweepArtistMail")
  public void run(
      @TimerTrigger(name = "timer", schedule = "40 * * * * *") String timer,
      ExecutionContext context) {
    int again = mails.sweep();
    context.getLogger().info("{\"event\":\"artist-mail-swept\",\"again\":%d}".formatted(again));
  }
}
