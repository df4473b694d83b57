package io.artistos.shared.blasts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What became of one fan's mail. Events arrive twice and in any order, so a state gives way only to
 * one of a higher rank: whatever the order, the same state is left.
 */
enum RecipientState {
  /** In a chunk, nothing sent yet. */
  @JsonProperty("planned")
  PLANNED(0),
  /** Left out when the chunk was sent: not confirmed any more, suppressed or erased. */
  @JsonProperty("skipped")
  SKIPPED(1),
  /** The provider will not take this one. */
  @JsonProperty("parked")
  PARKED(1),
  /** The provider did not say in time; never sent again. */
  @JsonProperty("unknown")
  UNKNOWN(1),
  /** The provider accepted it. */
  @JsonProperty("sent")
  SENT(2),
  @JsonProperty("delivered")
  DELIVERED(3),
  @JsonProperty("bounced")
  BOUNCED(4),
  /** The provider accepted it and did not send it: the address is on its own list. */
  @JsonProperty("suppressed")
  SUPPRESSED(4),
  /** The provider accepted it and then could not send it. */
  @JsonProperty("failed")
  FAILED(4),
  @JsonProperty("complained")
  COMPLAINED(5);

  private final int rank;

  RecipientState(int rank) {
    this.rank = rank;
  }

  /** As it is stored. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean givesWayTo(RecipientState other) {
    return other.rank > rank;
  }
}
