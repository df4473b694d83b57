package io.artistos.shared.policies;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What people agree to when they open an artist account. */
public enum PolicyKind {
  TERMS("terms", "Our terms change"),
  PRIVACY_POLICY("privacyPolicy", "Our privacy policy changes");

  private final String word;
  private final String news;

  PolicyKind(String word, String news) {
    this.word = word;
    this.news = news;
  }

  /** As it is written in JSON and in ids. */
  @JsonValue
  public String word() {
    return word;
  }

  /**
   * @throws IllegalArgumentException when there is none of this name
   */
  @JsonCreator
  public static PolicyKind of(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("no such policy"));
  }

  /** Empty when there is none of this name. */
  public static Optional<PolicyKind> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /** What a mail says first. */
  String news() {
    return news;
  }
}
