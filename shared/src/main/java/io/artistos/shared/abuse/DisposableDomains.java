package io.artistos.shared.abuse;

import io.artistos.shared.text.Texts;
import java.util.Set;

/**
 * Domains whose addresses are thrown away after minutes, by a list that others keep (its source and
 * version stand in the file). Read with the first question. Thread-safe.
 */
public final class DisposableDomains {

  /** Read once, by whoever asks first. */
  private static final class Listed {

    private static final Set<String> DOMAINS =
        Set.copyOf(Texts.lines(DisposableDomains.class, "disposable-domains.txt"));

    private Listed() {}
  }

  /**
   * Whether a domain is listed, or one that it is below.
   *
   * @param domain in ASCII and lower case
   */
  public boolean contains(String domain) {
    String rest = domain;
    while (!Listed.DOMAINS.contains(rest)) {
      int dot = rest.indexOf('.');
      if (dot < 0) {
        return false;
      }
      rest = rest.substring(dot + 1);
    }
    return true;
  }
}
