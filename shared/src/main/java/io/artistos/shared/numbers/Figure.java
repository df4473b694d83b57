package io.artistos.shared.numbers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What is counted of a fan page. */
public enum Figure {
  /** The page, or its form on somebody's site, was shown to what looks like a person. */
  VIEWS("views", "Views"),
  /** Somebody asked to be a fan, again where a new mail was due for that. */
  SIGNUPS("signups", "Sign-ups"),
  /** A fan used the link in the mail. */
  CONFIRMATIONS("confirmations", "Confirmations"),
  /** Somebody who was on the list left it; who never confirmed was never on it. */
  LEAVES("leaves", "Leaves");

  private final String key;
  private final String title;

  Figure(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** As in JSON, in stored items and in the address. */
  @JsonValue
  public String key() {
    return key;
  }

  String title() {
    return title;
  }

  /**
   * By {@link #key}.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  @JsonCreator
  static Figure of(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no such figure"));
  }

  /** By {@link #key}. */
  public static Optional<Figure> find(String key) {
    return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
  }
}
