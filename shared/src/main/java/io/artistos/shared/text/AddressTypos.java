package io.artistos.shared.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Guesses which address of a big provider was meant. A guess is only ever shown: small domains with
 * such names exist. Thread-safe.
 */
public final class AddressTypos {

  private static final String FILE = "mail-providers.txt";

  /** In a shorter name one letter makes another one too often, such as {@code me.com}. */
  private static final int SHORTEST = 9;

  /** From this length on, two slips are still more likely than another domain. */
  private static final int LONG = 11;

  private final List<String> providers;

  public AddressTypos() {
    providers = Texts.lines(AddressTypos.class, FILE);
  }

  /** The address as it may have been meant; empty when it looks right, or like nothing we know. */
  public Optional<String> suggestion(EmailAddress address) {
    String typed = address.domain();
    if (providers.contains(typed)) {
      return Optional.empty();
    }
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String provider : providers) {
      int slips = slips(typed, provider);
      if (slips <= allowed(provider) && slips < least) {
        best = provider;
        least = slips;
      }
    }
    return Optional.ofNullable(best).map(provider -> address.local() + "@" + provider);
  }

  private static int allowed(String provider) {
    return provider.length() < SHORTEST ? 0 : provider.length() < LONG ? 1 : 2;
  }

  /**
   * Letters that were left out, put in, changed or swapped with their neighbour: the optimal string
   * alignment distance.
   */
  static int slips(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    Arrays.setAll(last, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
