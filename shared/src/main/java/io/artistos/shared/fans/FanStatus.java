package io.artistos.shared.fans;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a fan stands. */
public enum FanStatus {
  /** Signed up, but the link in the mail has not been used. */
  @JsonProperty("pending")
  PENDING,
  /** Wants mail. */
  @JsonProperty("confirmed")
  CONFIRMED,
  /** Chose to leave. */
  @JsonProperty("unsubscribed")
  UNSUBSCRIBED,
  /** Never to be mailed again: mail bounced for good, or the fan complained. */
  @JsonProperty("suppressed")
  SUPPRESSED
}
