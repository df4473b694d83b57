package io.artistos.shared.mail;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One mail to one person.
 *
 * @param from with a display name: {@code Name <address>}
 * @param headers such as List-Unsubscribe
 * @param tags for the provider's statistics and webhooks: ASCII letters, digits, {@code _} and
 *     {@code -}
 */
public record OutgoingMail(
    String from,
    String to,
    String subject,
    String html,
    String text,
    Map<String, String> headers,
    Map<String, String> tags) {

  /**
   * Headers and tags by name: the order of {@code Map.of} differs from process to process, and what
   * is sent again must be the same to the letter.
   */
  public OutgoingMail {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * {@code Name <address>} with the name as a quoted string (RFC 5322, section 3.2.4), as names
   * hold commas and dots. Quotes, backslashes and angle brackets go: they could be escaped, but
   * providers and mail clients stumble over them.
   */
  public static String sender(String name, String address) {
    return "\"" + name.replaceAll("[\"\\\\<>]", "") + "\" <" + address + ">";
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[mail]";
  }
}
