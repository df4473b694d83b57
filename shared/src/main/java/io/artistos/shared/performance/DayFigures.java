package io.artistos.shared.performance;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about one day, as stored in {@code performance}: of the artist, or of one
 * song. Totals only, nothing about a listener.
 *
 * @param day in UTC
 * @param song its title; absent for the artist as a whole
 * @param figures by {@link Metric#key}; what is not known is not in it
 * @param other columns of a file that we have no name for, as they came
 * @param releases the newest ones; absent in files
 * @param at when it was read or uploaded
 * @param ttl seconds from the write until the day is twelve months ago
 */
public record DayFigures(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    LocalDate day,
    Source source,
    @Nullable String song,
    Map<String, Long> figures,
    @Nullable Map<String, String> other,
    @Nullable List<Release> releases,
    Instant at,
    long ttl) {

  /** Types of items. */
  static final String AUDIENCE_DAY = "audienceDay";

  static final String SONG_DAY = "songDay";
  static final String SPOTIFY_DAY = "spotifyDay";

  private static final int SCHEMA = 1;

  /** A night's snapshot. */
  public static DayFigures snapshot(
      TenantId tenant,
      LocalDate day,
      Map<String, Long> figures,
      List<Release> releases,
      Instant now) {
    return new DayFigures(
        "spotify-" + day,
        tenant,
        SPOTIFY_DAY,
        SCHEMA,
        day,
        Source.SPOTIFY_API,
        null,
        Map.copyOf(figures),
        null,
        List.copyOf(releases),
        now,
        Retention.ttl(day, now));
  }

  /** A day of the artist's audience timeline. */
  static DayFigures audience(TenantId tenant, LocalDate day, Values values, Instant now) {
    return uploaded("audience-" + day, tenant, AUDIENCE_DAY, day, null, values, now);
  }

  /** A day of one song's timeline. */
  static DayFigures song(TenantId tenant, String title, LocalDate day, Values values, Instant now) {
    String id = "song-" + Titles.key(title) + "-" + day;
    return uploaded(id, tenant, SONG_DAY, day, title, values, now);
  }

  private static DayFigures uploaded(
      String id,
      TenantId tenant,
      String type,
      LocalDate day,
      @Nullable String song,
      Values values,
      Instant now) {
    return new DayFigures(
        id,
        tenant,
        type,
        SCHEMA,
        day,
        Source.SPOTIFY_FOR_ARTISTS_CSV,
        song,
        values.figures(),
        values.other().isEmpty() ? null : values.other(),
        null,
        now,
        Retention.ttl(day, now));
  }

  Values values() {
    return new Values(figures, other == null ? Map.of() : other);
  }

  /** The same day with other values, as of {@code now}. */
  DayFigures with(Values values, Instant now) {
    return uploaded(id, tenantId, type, day, song, values, now);
  }
}
