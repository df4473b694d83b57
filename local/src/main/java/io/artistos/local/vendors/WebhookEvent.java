package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One event about one mail, as its webhook says it (contracts, 1.7). Every attempt has the same id
 * and the same body.
 *
 * @param id of the message, {@code svix-id}
 */
record WebhookEvent(String id, String body) {

  static WebhookEvent of(String type, ReceivedMail mail, MailFate fate) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", type).put("created_at", mail.receivedAt().toString());
    ObjectNode data = event.putObject("data");
    data.put("email_id", mail.id()).put("created_at", mail.receivedAt().toString());
    data.put("from", mail.from());
    MailJson.putAll(data, "to", mail.to());
    data.put("subject", mail.subject());
    mail.tags().forEach(data.putObject("tags")::put);
    switch (type) {
      case "email.bounced" -> bounce(data.putObject("bounce"), fate);
      case "email.suppressed" -> suppressed(data.putObject("suppressed"), fate);
      default -> {}
    }
    return new WebhookEvent(id(type, mail), event.toString());
  }

  private static String id(String type, ReceivedMail mail) {
    byte[] name = (type + " " + mail.id()).getBytes(StandardCharsets.UTF_8);
    return "msg_" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }

  private static void bounce(ObjectNode bounce, MailFate fate) {
    boolean forNow = fate == MailFate.SOFT_BOUNCED;
    bounce
        .put("type", forNow ? "Transient" : "Permanent")
        .put("subType", forNow ? "MailboxFull" : "General")
        .put(
            "message",
            forNow
                ? "The recipient's mailbox is full."
                : "The recipient's email provider sent a hard bounce message.")
        .putArray("diagnosticCode")
        .add(forNow ? "smtp; 452 4.2.2 mailbox full" : "smtp; 550 5.1.1 user unknown");
  }

  private static void suppressed(ObjectNode suppressed, MailFate fate) {
    suppressed
        .put("type", "OnAccountSuppressionList")
        .put("message", "The recipient is on your account's suppression list.")
        .putArray("diagnosticCode");
    switch (fate) {
      case SUPPRESSED_AFTER_BOUNCE -> suppressed.put("reason", "previous_bounce");
      case SUPPRESSED_AFTER_COMPLAINT -> suppressed.put("reason", "previous_complaint");
      default -> {}
    }
  }
}
