package io.artistos.shared.planner;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an action happens. */
public enum Channel {
  /** Mail to the artist's own fans. */
  @JsonProperty("mail")
  MAIL,
  /** Posts on social networks. */
  @JsonProperty("social")
  SOCIAL,
  /** Short films. */
  @JsonProperty("video")
  VIDEO,
  /** The artist's profile at the streaming services. */
  @JsonProperty("streaming")
  STREAMING,
  /** People who keep playlists. */
  @JsonProperty("playlists")
  PLAYLISTS,
  /** Blogs, papers and radio. */
  @JsonProperty("press")
  PRESS,
  /** The fan page. */
  @JsonProperty("fan-page")
  FAN_PAGE,
  /** On a stage or on air. */
  @JsonProperty("live")
  LIVE;

  /** As JSON has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
