package io.artistos.shared.planner;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose words a plan has. The dates are always the playbook's. */
public enum PlanSource {
  @JsonProperty("playbook")
  PLAYBOOK,
  @JsonProperty("model")
  MODEL,
  /** The model's, at the second attempt; what was wrong then too has the playbook's words. */
  @JsonProperty("model-repaired")
  MODEL_REPAIRED
}
