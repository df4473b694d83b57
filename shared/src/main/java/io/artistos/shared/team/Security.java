package io.artistos.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
    NEVER;

    /** Empty when it is none of the three words. */
    static Optional<Support> find(String word) {
      return Arrays.stream(values())
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
          .findFirst();
    }
  }

  /** Of a new account. */
  static Security initial() {
    return new Security(false, Support.ASK);
  }
}
