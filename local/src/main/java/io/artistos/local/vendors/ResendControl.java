package io.artistos.local.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What tests may know and change of the Resend stand-in, below {@code /control/resend}. No key is
 * asked for.
 *
 * <ul>
 *   <li>{@code GET /counts}: {@code {"accepted":2,"recipients":{"today":2,"month":2},
 *       "fates":{"bounced":1,…},"tags":{"blast=b1":2},"suppressed":1,"requests":{"send 200":2},
 *       "webhooks":{"pending":0,"acknowledged":4,"retried":0,"givenUp":0}}}. Of tags the first 1000
 *       in the order of the alphabet; {@code ?tag=blast} has the values of that one only, {@code
 *       {"b1":2}}. Requests and results of webhooks count from the start of the server, the rest
 *       from the beginning.
 *   <li>{@code GET /mails?after=0&limit=1000}: what was accepted, oldest first: {@code
 *       {"mails":[{"sequence":1,"id":"…","to":["…"],"tags":{},"idempotencyKey":null}],"next":1}};
 *       {@code next} is the {@code after} of the next page, null on the last
 *   <li>{@code PUT /quota} with {@code {"daily":100,"monthly":3000}} or one of them, null for none;
 *       answers the same
 *   <li>{@code PUT /webhooks} with {@code {"held":true}}: webhooks are kept until it is false; with
 *       {@code {"tags":"array"}} they tell tags so, until it is {@code "object"}; answers the same
 * </ul>
 */
public final class ResendControl {

  private static final int MOST = 1000;

  private final MailStore store;
  private final Suppressions suppressions;
  private final MailLedger ledger;
  private final MailQuota quota;
  private final Faults faults;
  private final MailEvents events;
  private final Map<String, Long> requests = new ConcurrentHashMap<>();

  ResendControl(
      MailStore store,
      Suppressions suppressions,
      MailLedger ledger,
      MailQuota quota,
      Faults faults,
      MailEvents events) {
    this.store = store;
    this.suppressions = suppressions;
    this.ledger = ledger;
    this.quota = quota;
    this.faults = faults;
    this.events = events;
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** How many recipients a day (UTC) the account may mail; none as begun with, when empty. */
  public void dailyQuota(OptionalInt recipients) {
    quota.daily(recipients);
  }

  /** Mails accepted since the beginning. */
  public long accepted() {
    return store.size();
  }

  /** Keeps webhooks back until they are let go again; not for longer than the server runs. */
  public void holdWebhooks(boolean hold) {
    events.endpoints().hold(hold);
  }

  /** How many webhooks wait to be acknowledged. */
  public long pendingWebhooks() {
    return events.endpoints().pending();
  }

  /** Counts a request; {@code kind} is send, batch, read, suppressions or other. */
  void count(String kind, int status) {
    requests.merge(kind + " " + (status == 0 ? "dropped" : status), 1L, Long::sum);
  }

  /** Answers a request; {@code path} is the one below {@code /control/resend}. */
  Response handle(Request request, String path) {
    return switch (request.method() + " " + path) {
      case "GET /counts" -> Response.json(200, counts(request.query("tag")));
      case "GET /mails" ->
          Response.json(200, mails(number(request, "after", 0), number(request, "limit", MOST)));
      case "PUT /quota" -> quota(request);
      case "PUT /webhooks" -> webhooks(request);
      default -> Response.text(404, "not served; see the Javadoc of ResendControl\n");
    };
  }

  private ObjectNode counts(@Nullable String tag) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("accepted", store.size()).put("suppressed", suppressions.size());
    node.putObject("recipients")
        .put("today", quota.usedToday())
        .put("month", quota.usedThisMonth());
    ledger.byFate().forEach(node.putObject("fates")::put);
    Map<String, Long> tags = tag == null ? ledger.byTag(MOST) : ledger.byTag(tag, MOST);
    tags.forEach(node.putObject("tags")::put);
    new TreeMap<>(requests).forEach(node.putObject("requests")::put);
    node.putObject("webhooks")
        .put("pending", pendingWebhooks())
        .put("acknowledged", attempts(WebhookOutbox.Outcome.ACKNOWLEDGED))
        .put("retried", attempts(WebhookOutbox.Outcome.RETRIED))
        .put("givenUp", attempts(WebhookOutbox.Outcome.GIVEN_UP));
    return node;
  }

  private long attempts(WebhookOutbox.Outcome outcome) {
    return events.endpoints().count(outcome);
  }

  private ObjectNode mails(long after, long limit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode mails = node.putArray("mails");
    long last = after;
    for (Optional<Long> next = store.next(last);
        next.isPresent() && mails.size() < Math.min(limit, MOST);
        next = store.next(last)) {
      last = next.get();
      ReceivedMail mail = store.mail(last);
      ObjectNode entry = mails.addObject().put("sequence", last).put("id", mail.id());
      MailJson.putAll(entry, "to", mail.to());
      mail.tags().forEach(entry.putObject("tags")::put);
      entry.put("idempotencyKey", mail.idempotencyKey());
    }
    return store.next(last).isPresent() ? node.put("next", last) : node.putNull("next");
  }

  private Response quota(Request request) {
    try {
      JsonNode body = MailJson.parse(request.text());
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      for (String name : List.of("daily", "monthly")) {
        JsonNode most = body.path(name);
        if (most.isInt() || most.isNull()) {
          answer.set(name, most);
        } else if (body.has(name)) {
          return Response.text(400, name + " must be a whole number or null\n");
        }
      }
      if (answer.isEmpty()) {
        return Response.text(400, "daily or monthly is needed\n");
      }
      if (answer.has("daily")) {
        dailyQuota(most(answer.get("daily")));
      }
      if (answer.has("monthly")) {
        quota.monthly(most(answer.get("monthly")));
      }
      return Response.json(200, answer);
    } catch (JsonProcessingException e) {
      return Response.text(400, "the body is not valid JSON\n");
    }
  }

  private static OptionalInt most(JsonNode number) {
    return number.isInt() ? OptionalInt.of(number.asInt()) : OptionalInt.empty();
  }

  private Response webhooks(Request request) {
    try {
      JsonNode body = MailJson.parse(request.text());
      JsonNode held = body.path("held");
      JsonNode tags = body.path("tags");
      boolean known = tags.isMissingNode() || Set.of("array", "object").contains(tags.asText());
      if ((held.isMissingNode() ? body.isEmpty() : !held.isBoolean()) || !known) {
        return Response.text(400, "held must be true or false, tags array or object\n");
      }
      if (held.isBoolean()) {
        holdWebhooks(held.booleanValue());
      }
      if (tags.isTextual()) {
        events.tagsAsArray(tags.asText().equals("array"));
      }
      return Response.json(200, body);
    } catch (JsonProcessingException e) {
      return Response.text(400, "the body is not valid JSON\n");
    }
  }

  private static long number(Request request, String name, long otherwise) {
    String text = request.query(name);
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
  }
}
