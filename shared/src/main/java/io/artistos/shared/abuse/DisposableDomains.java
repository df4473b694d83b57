package io.artistos.shared.abuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Domains whose addresses are thrown away after minutes, by a list that others keep (its source and
 * version stand in the file). Read with the first question. Thread-safe.
 */
public final class DisposableDomains {

  private static final String FILE = "disposable-domains.txt";

  /** Read once, by whoever asks first. */
  private static final class Listed {

    private static final Set<String> DOMAINS = read();

    private Listed() {}

    private static Set<String> read() {
      try (InputStream file = DisposableDomains.class.getResourceAsStream(FILE)) {
        if (file == null) {
          throw new IllegalStateException(FILE + " is not packaged");
        }
        return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
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
