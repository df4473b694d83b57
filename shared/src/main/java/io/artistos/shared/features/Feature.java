package io.artistos.shared.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be switched. A name is kept in accounts and must not be used again for something else.
 * One that is there for everybody and never to be switched off again goes from here.
 */
public enum Feature {
  /** Making API keys. */
  API_KEYS(Stage.ALL),
  /** Roles that the customer makes. */
  CUSTOM_ROLES(Stage.ALL),
  /** Connecting Spotify; off when Spotify cannot be asked. */
  SPOTIFY(Stage.ALL),
  /** Bringing a list of fans along. */
  FAN_IMPORT(Stage.OFF);

  private final Stage initial;

  Feature(Stage initial) {
    this.initial = initial;
  }

  /** The stage it is in until somebody changes that. */
  Stage initial() {
    return initial;
  }

  /** As it is written: lower case with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty when there is none of this name. */
  public static Optional<Feature> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
