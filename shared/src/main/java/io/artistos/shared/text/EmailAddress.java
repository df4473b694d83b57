package io.artistos.shared.text;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address that mail can be sent to. The local part as typed, dot-atom of RFC 5322 in
 * ASCII; the domain in lower case and in its ASCII form (IDNA). Lengths by RFC 5321: 64 and 254
 * octets.
 */
public record EmailAddress(String local, String domain) {

  private static final int MOST = 254;
  private static final int MOST_LOCAL = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

  /** Empty when no mail can be sent to {@code text}. */
  public static Optional<EmailAddress> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > MOST) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    String domain;
    try {
      domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean fits = local.length() <= MOST_LOCAL && local.length() + 1 + domain.length() <= MOST;
    return fits && LOCAL.matcher(local).matches() && DOMAIN.matcher(domain).matches()
        ? Optional.of(new EmailAddress(local, domain))
        : Optional.empty();
  }

  /** What mail is sent to. */
  public String value() {
    return local + "@" + domain;
  }

  /** The same for every spelling that no provider tells apart: in lower case. */
  public String normalised() {
    return value().toLowerCase(Locale.ROOT);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[address]";
  }
}
