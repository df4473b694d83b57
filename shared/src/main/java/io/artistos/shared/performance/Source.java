package io.artistos.shared.performance;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a figure comes from. */
public enum Source {
  /** Read from Spotify's Web API in the night that began the day. */
  @JsonProperty("spotify-api")
  SPOTIFY_API,
  /** From a file that the artist exported from Spotify for Artists: the whole day, in UTC. */
  @JsonProperty("spotify-for-artists-csv")
  SPOTIFY_FOR_ARTISTS_CSV
}
