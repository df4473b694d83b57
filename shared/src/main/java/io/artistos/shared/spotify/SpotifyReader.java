package io.artistos.shared.spotify;

import io.artistos.shared.crypto.Secret;
import io.artistos.shared.performance.DayFigures;
import io.artistos.shared.performance.Metric;
import io.artistos.shared.performance.Release;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads what Spotify says about an artist and makes a snapshot of it. Thread-safe. */
final class SpotifyReader {

  /** More would make items large that are read by the year. */
  private static final int MOST_RELEASES = 100;

  /** Each costs a call. */
  private static final int MOST_POPULARITIES = 20;

  private final SpotifyClient client;

  SpotifyReader(SpotifyClient client) {
    this.client = client;
  }

  /**
   * One call for the artist, one for each ten releases, and, where Spotify tells popularity at all,
   * one for each of the twenty newest.
   */
  DayFigures read(SpotifyConnection connection, Secret<String> token, LocalDate day, Instant now) {
    SpotifyArtist artist = client.artist(token, connection.artistId());
    List<Release> releases = client.releases(token, connection.artistId());
    Map<String, Long> figures = new HashMap<>();
    artist.followers().ifPresent(value -> figures.put(Metric.FOLLOWERS.key(), value));
    artist.popularity().ifPresent(value -> figures.put(Metric.POPULARITY.key(), value));
    figures.put(Metric.RELEASES.key(), (long) releases.size());
    List<Release> newest =
        releases.stream()
            .sorted(Comparator.comparing(Release::released).reversed())
            .limit(MOST_RELEASES)
            .toList();
    return DayFigures.snapshot(
        connection.tenantId(),
        day,
        figures,
        artist.popularity().isPresent() ? withPopularity(newest, token) : newest,
        now);
  }

  private List<Release> withPopularity(List<Release> releases, Secret<String> token) {
    List<Release> all = new ArrayList<>();
    for (Release release : releases) {
      if (all.size() < MOST_POPULARITIES && release.popularity() == null) {
        OptionalLong popularity = client.popularity(token, release.id());
        all.add(release.withPopularity(popularity.isPresent() ? popularity.getAsLong() : null));
      } else {
        all.add(release);
      }
    }
    return all;
  }
}
