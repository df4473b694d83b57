package io.artistos.shared.performance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The files of Spotify for Artists that are known, told apart by their columns: artists rename
 * files (contracts, section 2.5).
 */
public enum Dataset {
  /** The artist day by day; seen with 4, 8 and 9 columns. */
  AUDIENCE,
  /** Totals by song. */
  SONGS,
  /** One song day by day; which one stands in the file's name only. */
  SONG_TIMELINE,
  /** Totals by playlist; who made a playlist is not kept. */
  PLAYLISTS;

  /** As in JSON and in ids. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** By normalised column names, in any order; further columns do not matter. */
  static Optional<Dataset> of(Set<String> columns) {
    if (columns.contains("date")) {
      if (columns.contains("listeners") || columns.contains("followers")) {
        return Optional.of(AUDIENCE);
      }
      return columns.contains("streams") ? Optional.of(SONG_TIMELINE) : Optional.empty();
    }
    if (!columns.contains("streams")) {
      return Optional.empty();
    }
    if (columns.contains("song")) {
      return Optional.of(SONGS);
    }
    return columns.contains("title") ? Optional.of(PLAYLISTS) : Optional.empty();
  }

  /** Whether it has a row for each day. */
  boolean byDay() {
    return this == AUDIENCE || this == SONG_TIMELINE;
  }
}
