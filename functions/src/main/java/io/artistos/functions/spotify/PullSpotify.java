package io.artistos.functions.spotify;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.queue.SpotifyPullMessage;
import io.artistos.shared.spotify.SpotifyPulls;

/** Pulls one artist's figures of a night. What it throws is transient: the host tries again. */
public final class PullSpotify {

  private final SpotifyPulls pulls;

  public PullSpotify(SpotifyPulls pulls) {
    this.pulls = pulls;
  }

  @FunctionName("PullSpotify")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.SPOTIFY_PULLS_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    pulls.handle(Json.read(message, SpotifyPullMessage.class));
  }
}
