package io.artistos.shared.mail;

import io.artistos.shared.tenancy.TenantId;
import java.util.Locale;

/** How mail to fans names the artist that it comes from. */
public final class ArtistSender {

  private ArtistSender() {}

  /**
   * {@code "Name" <address>}. A quoted string (RFC 5322, section 3.2.4), as names hold commas and
   * dots. Quotes, backslashes and angle brackets go: they could be escaped, but providers and mail
   * clients stumble over them.
   */
  public static String from(String artistName, String sender) {
    return "\"" + artistName.replaceAll("[\"\\\\<>]", "") + "\" <" + sender + ">";
  }

  /** RFC 2919: one list for each artist, under the domain that the mail comes from. */
  public static String listId(TenantId tenant, String sender) {
    return "<"
        + tenant.value().toLowerCase(Locale.ROOT).replace('_', '-')
        + ".fans."
        + sender.substring(sender.indexOf('@') + 1)
        + ">";
  }
}
