package io.artistos.shared.performance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be shown as a series. */
public enum Metric {
  FOLLOWERS("followers", "followers", Kind.LEVEL),
  /** 0 to 100, Spotify's own index. */
  POPULARITY("popularity", "popularity", Kind.LEVEL),
  RELEASES("releases", "releases", Kind.LEVEL),
  STREAMS("streams", "streams", Kind.DAILY),
  LISTENERS("listeners", "listeners", Kind.DAILY),
  SAVES("saves", "saves", Kind.DAILY),
  PLAYLIST_ADDS("playlistAdds", "playlist adds", Kind.DAILY),
  MONTHLY_LISTENERS("monthlyListeners", "monthly listeners", Kind.ROLLING),
  MONTHLY_ACTIVE_LISTENERS("monthlyActiveListeners", "monthly active listeners", Kind.ROLLING),
  SUPER_LISTENERS("superListeners", "super listeners", Kind.ROLLING);

  /** How the figures of two days relate. */
  public enum Kind {
    /** How many there are on that day: what counts is the change. */
    LEVEL,
    /** What happened on that day: days can be added up. */
    DAILY,
    /** People over the 28 days before, each once: days must not be added up. */
    ROLLING;

    /** As in JSON. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String key;
  private final String words;
  private final Kind kind;

  Metric(String key, String words, Kind kind) {
    this.key = key;
    this.words = words;
    this.kind = kind;
  }

  /** As in JSON, in stored items and in the address. */
  public String key() {
    return key;
  }

  /** In words, lower case; also the column's name in Spotify for Artists' files. */
  public String words() {
    return words;
  }

  public Kind kind() {
    return kind;
  }

  /** By {@link #key}. */
  public static Optional<Metric> parse(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
  }

  /** By {@link #words}. */
  static Optional<Metric> ofColumn(String column) {
    return Arrays.stream(values()).filter(metric -> metric.words.equals(column)).findFirst();
  }
}
