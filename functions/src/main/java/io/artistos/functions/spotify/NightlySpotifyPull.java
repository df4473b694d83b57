package io.artistos.functions.spotify;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.spotify.SpotifyRounds;

/** From 02:30 UTC on: asks for every connection's pull, and each hour for what got lost. */
public final class NightlySpotifyPull {

  private final SpotifyRounds rounds;

  public NightlySpotifyPull(SpotifyRounds rounds) {
    this.rounds = rounds;
  }

  @FunctionName("NightlySpotifyPull")
  public void run(
      @TimerTrigger(name = "timer", schedule = "0 30 * * * *") String timer,
      ExecutionContext context) {
    SpotifyRounds.Round round = rounds.run();
    context
        .getLogger()
        .info(
            "{\"event\":\"spotify-round\",\"night\":\"%s\",\"asked\":%d,\"again\":%d}"
                .formatted(round.day(), round.asked(), round.again()));
  }
}
