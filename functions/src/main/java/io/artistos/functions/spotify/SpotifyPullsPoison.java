package io.artistos.functions.spotify;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.queue.SpotifyPullMessage;
import io.artistos.shared.spotify.SpotifyPulls;

/** Takes messages that failed too often off the poison queue; the connection says why. */
public final class SpotifyPullsPoison {

  private final SpotifyPulls pulls;

  public SpotifyPullsPoison(SpotifyPulls pulls) {
    this.pulls = pulls;
  }

  @FunctionName("SpotifyPullsPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.SPOTIFY_PULLS_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    pulls.giveUp(Json.read(message, SpotifyPullMessage.class));
  }
}
