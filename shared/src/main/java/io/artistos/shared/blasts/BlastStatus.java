package io.artistos.shared.blasts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a blast stands. */
public enum BlastStatus {
  /** Can be changed. */
  @JsonProperty("draft")
  DRAFT,
  /** Frozen; its mails go out. */
  @JsonProperty("sending")
  SENDING,
  /** Frozen; nothing more goes out until it is resumed, by the artist or when its pause is over. */
  @JsonProperty("paused")
  PAUSED,
  /** All chunks have an outcome. */
  @JsonProperty("sent")
  SENT,
  /** Stopped for good. */
  @JsonProperty("cancelled")
  CANCELLED
}
