package io.artistos.shared.text;

import com.sanctionco.jmail.Email;
import com.sanctionco.jmail.JMail;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An email address that mail can be sent to: RFC 5321 with the lengths of its section 4.5.3.1 and
 * the 254 octets of a path (RFC 3696, erratum 1690), in ASCII, without comments, routes and numbers
 * in brackets. The local part is as it was typed, quoted only where it must be; the domain is in
 * lower case and in its ASCII form (IDNA).
 */
public record EmailAddress(String local, String domain) {

  /** Octets of an address. */
  public static final int MOST = 254;

  /** Both are one (support.google.com/mail/answer/10313). */
  private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

  private static final String MAILTO = "mailto:";
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Predicate<String> DOT_ATOM =
      java.util.regex.Pattern.compile(ATOM + "(?:\\." + ATOM + ")*").asMatchPredicate();

  /** Printable ASCII; a quote or backslash only after a backslash. */
  private static final Predicate<String> QUOTED =
      java.util.regex.Pattern.compile("(?:[ !#-\\[\\]-~]|\\\\[\\\\\"])+").asMatchPredicate();

  /**
   * Empty when no mail can be sent to {@code text}; what {@link #cleaned} takes off is no fault.
   */
  public static Optional<EmailAddress> parse(String text) {
    String address = cleaned(text);
    return address.length() > MOST
        ? Optional.empty()
        : JMail.tryParse(address).flatMap(EmailAddress::of);
  }

  private static Optional<EmailAddress> of(Email email) {
    boolean plain =
        !email.isIpAddress()
            && !email.hasIdentifier()
            && email.comments().isEmpty()
            && email.explicitSourceRoutes().isEmpty();
    if (!plain) {
      return Optional.empty();
    }
    return Domains.ascii(email.domain())
        .flatMap(domain -> local(email.localPart()).map(local -> new EmailAddress(local, domain)))
        .filter(address -> address.value().length() <= MOST);
  }

  /**
   * Quotes that change nothing are left out, as both forms are one mailbox (RFC 5321, section
   * 4.1.2).
   */
  private static Optional<String> local(String typed) {
    boolean quoted = typed.length() > 2 && typed.startsWith("\"") && typed.endsWith("\"");
    String inside = quoted ? typed.substring(1, typed.length() - 1) : typed;
    if (DOT_ATOM.test(inside)) {
      return Optional.of(inside);
    }
    return quoted && QUOTED.test(inside) ? Optional.of(typed) : Optional.empty();
  }

  /**
   * What was typed or pasted without what nobody sees in it, blanks around it and {@code mailto:};
   * with the at sign of Japanese keyboards as the one of ASCII.
   */
  public static String cleaned(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !isInvisible(c))
        .map(c -> c == 0xFF20 ? '@' : Character.isSpaceChar(c) ? ' ' : c)
        .forEach(visible::appendCodePoint);
    String plain = visible.toString().strip();
    return plain.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
        ? plain.substring(MAILTO.length()).strip()
        : plain;
  }

  /** Joiners (U+200C, U+200D) are no marks of this kind: they make another name of a domain. */
  private static boolean isInvisible(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        && codePoint != 0x200C
        && codePoint != 0x200D;
  }

  /** What mail is sent to. */
  public String value() {
    return local + "@" + domain;
  }

  /** For people's eyes: the domain in its own script where that cannot pass for another one. */
  public String shown() {
    return local + "@" + Domains.shown(domain);
  }

  /**
   * What one fan is known by: the address in lower case, and nothing else. What the local part
   * means is the receiver's alone to say (RFC 5321, section 2.3.11): plus tags and full stops are
   * other mailboxes for some, and a tag that was typed is where the fan wants the mail. Case is
   * what no provider of today tells apart. Fans' ids are made from this, so it never changes.
   */
  public String normalised() {
    return value().toLowerCase(Locale.ROOT);
  }

  /**
   * The inbox that mail to this address most likely ends up in: without what follows a plus sign
   * (RFC 5233 calls it the detail), and at Gmail without full stops, which it ignores
   * (support.google.com/mail/answer/7436150). A guess, so that only what is counted to spare
   * somebody mail goes by it, and never who a fan is. To be hashed, not to be written to.
   */
  public String mailbox() {
    String name = local.toLowerCase(Locale.ROOT);
    if (name.startsWith("\"")) {
      name = name.substring(1, name.length() - 1);
    }
    int plus = name.indexOf('+');
    // What begins with a plus sign has no name before its tag.
    if (plus > 0) {
      name = name.substring(0, plus);
    }
    return GMAIL.contains(domain) ? name.replace(".", "") + "@gmail.com" : name + "@" + domain;
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[address]";
  }
}
