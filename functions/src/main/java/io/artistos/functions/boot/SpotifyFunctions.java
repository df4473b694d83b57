package io.artistos.functions.boot;

import io.artistos.functions.performance.ShowSeries;
import io.artistos.functions.performance.ShowSeriesChart;
import io.artistos.functions.performance.UploadPerformance;
import io.artistos.functions.spotify.ConnectSpotify;
import io.artistos.functions.spotify.DisconnectSpotify;
import io.artistos.functions.spotify.NightlySpotifyPull;
import io.artistos.functions.spotify.PullSpotify;
import io.artistos.functions.spotify.ShowSpotifyConnection;
import io.artistos.functions.spotify.SpotifyCallback;
import io.artistos.functions.spotify.SpotifyPullsPoison;
import io.artistos.shared.performance.PerformanceSeries;
import io.artistos.shared.performance.PerformanceUploads;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.spotify.SpotifyApp;
import io.artistos.shared.spotify.SpotifyClient;
import io.artistos.shared.spotify.SpotifyConnecting;
import io.artistos.shared.spotify.SpotifyPullQueue;
import io.artistos.shared.spotify.SpotifyPulls;
import io.artistos.shared.spotify.SpotifyRounds;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** The connection to Spotify, and figures from there and from files. */
final class SpotifyFunctions {

  private static final String CLIENT_SECRET = "spotify-client-secret";
  private static final int ROUND_PAGE = 100;

  private SpotifyFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Clock clock = platform.clock();
    SpotifyClient client = new SpotifyClient(app(platform), platform.secrets(), clock);
    SpotifyPullQueue queue = new SpotifyPullQueue(platform.queue(Queues.SPOTIFY_PULLS));
    SpotifyConnecting connecting =
        new SpotifyConnecting(
            platform.database(),
            platform.tenantKeys(),
            platform.accounts(),
            client,
            queue,
            platform.random(),
            clock);
    SpotifyPulls pulls =
        new SpotifyPulls(
            platform.database(),
            platform.tenantKeys(),
            platform.accounts(),
            client,
            queue,
            platform.artistMails(),
            clock);
    SpotifyRounds rounds =
        new SpotifyRounds(platform.database(), platform.tenantKeys(), queue, clock, ROUND_PAGE);
    PerformanceSeries series = new PerformanceSeries(platform.database(), clock);
    return Stream.of(
        new ConnectSpotify(endpoint, connecting),
        new SpotifyCallback(endpoint, connecting, platform.views()),
        new ShowSpotifyConnection(endpoint, connecting),
        new DisconnectSpotify(endpoint, connecting),
        new NightlySpotifyPull(rounds),
        new PullSpotify(pulls),
        new SpotifyPullsPoison(pulls),
        new UploadPerformance(endpoint, new PerformanceUploads(platform.database(), clock)),
        new ShowSeries(endpoint, series, clock),
        new ShowSeriesChart(endpoint, series, clock));
  }

  private static Optional<SpotifyApp> app(Platform platform) {
    URI callback = URI.create(platform.settings().publicUrl() + "/spotify/callback");
    return platform
        .settings()
        .spotify()
        .map(
            spotify ->
                new SpotifyApp(
                    spotify.accounts(),
                    spotify.api(),
                    spotify.clientId(),
                    callback,
                    CLIENT_SECRET));
  }
}
