package io.artistos.local.vendors;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two forms of an address that Resend takes. */
final class Addresses {

  private static final String ADDRESS = "[^\\s<>@,;:\"]+@[^\\s<>@,;:\"]+\\.[^\\s<>@,;:\".]+";
  private static final Pattern BARE = Pattern.compile(ADDRESS);
  private static final Pattern NAMED = Pattern.compile("[^<>\\p{Cntrl}]*<(" + ADDRESS + ")>");

  private Addresses() {}

  /** Whether it is {@code email@example.com} or {@code Name <email@example.com>}. */
  static boolean valid(String text) {
    return BARE.matcher(text).matches() || NAMED.matcher(text).matches();
  }

  /** The address without a name, in lower case; what is no address stays as it is. */
  static String bare(String text) {
    Matcher named = NAMED.matcher(text.strip());
    String address = named.matches() ? named.group(1) : text.strip();
    return address.toLowerCase(Locale.ROOT);
  }
}
