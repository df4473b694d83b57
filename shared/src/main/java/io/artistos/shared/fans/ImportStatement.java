package io.artistos.shared.fans;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an artist states about a list that they bring, by version. As with {@link
 * io.artistos.shared.consent.ConsentWording}, one that was ever made stays here unchanged.
 */
public enum ImportStatement {
  EN_2026_11(
      "import-2026-11.en",
      "Everybody on this list agreed to get mail about %s’s music and shows from the artist, on the"
          + " day given for them, and has not taken that back. I can show that on demand.");

  /** What has to be stated today. */
  public static final ImportStatement CURRENT = EN_2026_11;

  private final String version;
  private final String words;

  ImportStatement(String version, String words) {
    this.version = version;
    this.words = words;
  }

  /** Empty when we never asked for it. */
  public static Optional<ImportStatement> of(String version) {
    return Arrays.stream(values()).filter(one -> one.version.equals(version)).findFirst();
  }

  public String version() {
    return version;
  }

  /** BCP 47. */
  public String language() {
    return version.substring(version.indexOf('.') + 1);
  }

  /** What is stated. */
  public String words(String artistName) {
    return words.formatted(artistName);
  }
}
