package io.artistos.shared.features;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** For whom a feature is there. Written in lower case with hyphens. */
public enum Stage {
  /** For nobody, whatever is switched on. */
  OFF,
  /** For accounts that the platform's staff switched it on for. */
  PRIVATE_BETA,
  /** For accounts that switched it on themselves, and those of the private beta. */
  PUBLIC_BETA,
  /** For everybody. */
  ALL;

  /** As it is written in JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException when there is none of this name
   */
  @JsonCreator
  static Stage of(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("no such stage"));
  }

  /** Empty when there is none of this name. */
  public static Optional<Stage> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
