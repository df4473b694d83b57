package io.artistos.shared.mail;

import java.util.Map;

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

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "[mail]";
  }
}
