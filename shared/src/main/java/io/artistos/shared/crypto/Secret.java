package io.artistos.shared.crypto;

/**
 * Something that must not be printed. Its text form is {@code [redacted]} wherever it ends up.
 *
 * @param value the thing itself
 */
public record Secret<T>(T value) {

  @Override
  public String toString() {
    return "[redacted]";
  }
}
