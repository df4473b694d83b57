package io.artistos.shared.team;

/**
 * An API key that was just made: the only answer that has the key itself.
 *
 * @param key what goes into {@code Authorization: Bearer}
 */
public record IssuedKey(String key, ApiKeyView apiKey) {

  /** Secret: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[redacted]";
  }
}
