package io.artistos.shared.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of it. Written in lower case. */
public enum AuditOutcome {
  SUCCEEDED,
  /** The actor may not do it; nothing was changed. */
  REFUSED,
  /** The call was not in order, or broke. */
  FAILED,
  /**
   * The app ended before it could be written down; there may be a change, and there may be none.
   */
  UNKNOWN;

  /** As it is written in JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty when there is none of this name. */
  public static Optional<AuditOutcome> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
