package io.artistos.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The account's own rules.
 *
 * @param requireSecondFactor whether members need a second factor
 * @param support what happens when staff asks for access
 */
public record Security(boolean requireSecondFactor, Support support) {

  /** What happens when staff asks for access. */
  public enum Support {
    /** It is granted, and the owners are told. */
    @JsonProperty("granted")
    GRANTED,
    /** Somebody who may must agree first. */
    @JsonProperty("ask")
    ASK,
    @JsonProperty("never")
    NEVER
  }

  /** Of a new account. */
  static Security initial() {
    return new Security(false, Support.ASK);
  }
}
