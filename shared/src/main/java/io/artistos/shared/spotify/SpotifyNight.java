package io.artistos.shared.spotify;

import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a night's round over all connections has come, as stored in {@code directory}, so that a
 * round that was broken off goes on where it was.
 *
 * @param after the last tenant whose pull was asked for, absent at the start and again at the end:
 *     no tenant that is purged may stay here
 */
record SpotifyNight(
    String id,
    String type,
    int schema,
    LocalDate day,
    @Nullable TenantId after,
    boolean complete,
    long ttl) {

  private static final String TYPE = "spotifyNight";
  private static final int SCHEMA = 1;
  private static final Duration KEPT = Duration.ofDays(7);

  static SpotifyNight begin(LocalDate day) {
    return new SpotifyNight(idOf(day), TYPE, SCHEMA, day, null, false, KEPT.toSeconds());
  }

  static String idOf(LocalDate day) {
    return "spotify-night:" + day;
  }

  SpotifyNight upTo(TenantId tenant) {
    return new SpotifyNight(id, type, schema, day, tenant, false, ttl);
  }

  SpotifyNight completed() {
    return new SpotifyNight(id, type, schema, day, null, true, ttl);
  }
}
