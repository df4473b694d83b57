package io.artistos.shared.http;

import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.text.Texts;
import java.util.Base64;

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
    // A browser hashes what its parser made of the page, where every line ends in LF.
    return new StyleSheet(Texts.file(beside, name).replace("\r\n", "\n"));
  }

  /** For {@code style-src}, without the quotes. */
  public String source() {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(css));
  }
}
