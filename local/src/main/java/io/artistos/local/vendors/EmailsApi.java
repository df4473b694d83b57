package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code /emails/{id}} and {@code /emails/{id}/cancel}, shaped as Resend's OpenAPI has it. */
final class EmailsApi {

  private static final String PATH = "/emails/";

  private final MailStore store;
  private final MailLedger ledger;
  private final ScheduledMails scheduled;
  private final Clock clock;

  EmailsApi(MailStore store, MailLedger ledger, ScheduledMails scheduled, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.scheduled = scheduled;
    this.clock = clock;
  }

  /**
   * Answers a request.
   *
   * @param path begins with {@code /emails/}
   * @param body is read where one is needed
   */
  Response handle(Request request, String path, Supplier<JsonNode> body) {
    String[] parts = path.substring(PATH.length()).split("/", -1);
    String call = request.method() + (parts.length > 1 ? " " + parts[1] : "");
    if (parts.length > 2 || (parts.length == 2 && !parts[1].equals("cancel"))) {
      throw ResendException.unknown(path);
    }
    String id = parts[0];
    return switch (call) {
      case "GET" -> Response.json(200, email(uuid(id)));
      case "PATCH" -> {
        reschedule(uuid(id), body.get());
        yield named(id);
      }
      case "POST cancel" -> {
        scheduled.cancel(uuid(id));
        yield named(id);
      }
      default -> throw ResendException.notAllowed(request, path);
    };
  }

  private void reschedule(String id, JsonNode body) {
    Instant now = clock.instant();
    ResendException.checkFields(body, Set.of(EmailReader.SCHEDULED_AT));
    if (!body.hasNonNull(EmailReader.SCHEDULED_AT)) {
      throw ResendException.missing("`scheduled_at`");
    }
    scheduled.reschedule(id, EmailReader.scheduledAt(body, now).orElse(now));
  }

  private static Response named(String id) {
    return Response.json(
        200, JsonNodeFactory.instance.objectNode().put("object", "email").put("id", id));
  }

  private ObjectNode email(String id) {
    Optional<ScheduledMails.Scheduled> later = scheduled.find(id);
    ReceivedMail mail =
        later
            .map(ScheduledMails.Scheduled::mail)
            .or(() -> store.find(id))
            .orElseThrow(() -> new ResendException(404, "not_found", "Email not found"));
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("object", "email").put("id", mail.id()).put("from", mail.from());
    MailJson.putAll(node, "to", mail.to());
    MailJson.putAll(node, "cc", mail.cc());
    MailJson.putAll(node, "bcc", mail.bcc());
    MailJson.putAll(node, "reply_to", mail.replyTo());
    node.put("subject", mail.subject()).put("html", mail.html()).put("text", mail.text());
    node.put("created_at", mail.receivedAt().toString());
    MailJson.putTags(node, mail.tags());
    // Whatever becomes of a mail becomes of it as soon as it is sent.
    node.put(
        "last_event",
        later
            .map(ScheduledMails.Scheduled::status)
            .filter(status -> status != ScheduledMails.Status.SENT)
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .orElseGet(() -> ledger.lastEvent(id)));
    return node.put("scheduled_at", later.map(each -> each.at().toString()).orElse(null));
  }

  private static String uuid(String id) {
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      throw ResendException.invalid("The `id` must be a valid UUID.");
    }
  }
}
