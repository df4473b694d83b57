package io.artistos.shared.http;

import io.artistos.shared.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * A style that stands in a page, and that the page's policy allows by its hash (CSP Level 3,
 * section 8.4).
 *
 * @param css as it stands in the page
 */
public record StyleSheet(String css) {

  /**
   * One beside a class.
   *
   * @throws NullPointerException when there is no such file
   */
  public static StyleSheet beside(Class<?> beside, String name) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
      // A browser hashes what its parser made of the page, where every line ends in LF.
      return new StyleSheet(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code style-src}, without the quotes. */
  public String source() {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(css));
  }
}
