package io.artistos.local.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.webhooks.WebhookFault;
import io.artistos.local.vendors.webhooks.WebhookSender;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who may call Resend's API, how often, and which call it is (contracts, 1.2 to 1.6). */
final class ResendApi implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ResendApi.class.getName());

  private final String key;
  private final MailStore store;
  private final RateLimiter limiter;
  private final Faults faults =
      new Faults("resend", ResendApi::wrong, WebhookFault.DUPLICATE, WebhookFault.REORDER);
  private final MailQuota quota;
  private final MailLedger ledger;
  private final Optional<WebhookSender> webhooks;
  private final ResendSending sending;
  private final SuppressionsApi suppressions;
  private final DomainsApi domains;
  private final ResendControl control;

  ResendApi(ResendOptions options, MailStore store, Clock clock) {
    this.key = options.key();
    this.store = store;
    this.limiter = new RateLimiter(clock, options.requestsPerSecond());
    MailCounts counts = new MailCounts(store);
    Suppressions list = new Suppressions(store);
    Optional<MailEvents> events =
        options.webhook().map(webhook -> new MailEvents(store, clock, faults));
    quota = new MailQuota(counts, clock);
    ledger = new MailLedger(store, list, counts, quota, events);
    webhooks =
        events.map(
            each -> new WebhookSender(each.outbox(), options.webhook().orElseThrow(), clock));
    Runnable accepted = () -> webhooks.ifPresent(WebhookSender::wake);
    Domains senders = new Domains(store, options.senderDomains(), clock.instant());
    sending = new ResendSending(store, ledger, senders, accepted, clock);
    domains = new DomainsApi(senders, clock);
    suppressions = new SuppressionsApi(list, clock);
    control = new ResendControl(store, list, ledger, quota, faults, events, webhooks);
  }

  /** What tests may know and change. */
  ResendControl control() {
    return control;
  }

  /** Sends no more webhooks; what is in the outbox stays there. */
  @Override
  public void close() {
    webhooks.ifPresent(WebhookSender::close);
  }

  /** Answers a request; {@code path} is the one below the API's base address. */
  Response handle(Request request, String path) {
    Response response = faults.around(request, path, () -> answer(request, path));
    control.count(kind(path), response.status());
    // Neither the query nor the body nor a path like /suppressions/{address}: they hold addresses.
    String named = path.startsWith("/emails") ? path : "another path";
    LOG.info(() -> "resend: " + request.method() + " " + named + " " + response.status());
    return response;
  }

  private static String kind(String path) {
    return switch (path) {
      case "/emails" -> "send";
      case "/emails/batch" -> "batch";
      default ->
          path.startsWith("/emails/")
              ? "read"
              : path.startsWith("/suppressions") ? "suppressions" : "other";
    };
  }

  private Response answer(Request request, String path) {
    String agent = request.header("user-agent");
    if (agent == null || agent.isBlank()) {
      // What Resend's edge answers, before the API sees the request.
      return Response.text(403, "error code: 1010");
    }
    try {
      authorise(request.header("authorization"));
    } catch (ResendException e) {
      return e.response();
    }
    RateLimiter.Outcome limit = limiter.take();
    Response response =
        limit.allowed() ? route(request, path) : tooMany(limit.perSecond()).response();
    return quota.mark(limit.mark(response));
  }

  private void authorise(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      throw new ResendException(
          401,
          "missing_api_key",
          "Missing API key in the authorization header. Include the following header"
              + " `Authorization: Bearer YOUR_API_KEY` in your request.");
    }
    if (!authorization.substring("Bearer ".length()).strip().equals(key)) {
      throw new ResendException(403, "invalid_api_key", "API key is invalid");
    }
  }

  private static ResendException tooMany(int perSecond) {
    return new ResendException(
        429,
        "rate_limit_exceeded",
        "Too many requests. You can only make "
            + perSecond
            + " requests per second. See rate limit response headers for more information.");
  }

  private Response route(Request request, String path) {
    try {
      return switch (path) {
        case "/emails" -> {
          allow("POST", request, path);
          yield sending.send(request, body(request));
        }
        case "/emails/batch" -> {
          allow("POST", request, path);
          yield sending.sendBatch(request, body(request));
        }
        default -> {
          if (path.equals("/suppressions") || path.startsWith("/suppressions/")) {
            yield suppressions.handle(request, path, () -> body(request));
          }
          if (path.equals("/domains") || path.startsWith("/domains/")) {
            yield domains.handle(request, path, () -> body(request));
          }
          if (!path.matches("/emails/[^/]+")) {
            throw new ResendException(
                404, "not_found", path + " is not served by the local Resend.");
          }
          allow("GET", request, path);
          yield Response.json(200, email(path.substring("/emails/".length())));
        }
      };
    } catch (ResendException e) {
      return e.response();
    }
  }

  /** By the status what Resend names it most (contracts, 1.6). */
  private static Response wrong(Fault fault, String path) {
    String usual =
        switch (fault.status()) {
          case 401 -> "missing_api_key";
          case 403 -> "invalid_api_key";
          case 404 -> "not_found";
          case 409 -> "concurrent_idempotent_requests";
          case 429 -> "rate_limit_exceeded";
          case 451 -> "security_error";
          case 503 -> "service_unavailable";
          default -> fault.status() < 500 ? "validation_error" : "internal_server_error";
        };
    String name = Objects.requireNonNullElse(fault.name(), usual);
    Response response = new ResendException(fault.status(), name, "As was asked for.").response();
    return fault.status() == 429 ? response.with("retry-after", "1") : response;
  }

  private static void allow(String method, Request request, String path) {
    if (!request.method().equals(method)) {
      throw new ResendException(
          405,
          "method_not_allowed",
          request.method() + " " + path + " is not served by the local Resend, " + method + " is.");
    }
  }

  private static JsonNode body(Request request) {
    try {
      return MailJson.parse(request.text());
    } catch (JsonProcessingException e) {
      throw new ResendException(400, "validation_error", "The body is not valid JSON.");
    }
  }

  private ObjectNode email(String id) {
    try {
      UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ResendException.invalid("The `id` must be a valid UUID.");
    }
    ReceivedMail mail =
        store.find(id).orElseThrow(() -> new ResendException(404, "not_found", "Email not found"));
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("object", "email").put("id", mail.id()).put("from", mail.from());
    MailJson.putAll(node, "to", mail.to());
    MailJson.putAll(node, "cc", mail.cc());
    MailJson.putAll(node, "bcc", mail.bcc());
    MailJson.putAll(node, "reply_to", mail.replyTo());
    node.put("subject", mail.subject()).put("html", mail.html()).put("text", mail.text());
    node.put("created_at", mail.receivedAt().toString());
    MailJson.putTags(node, mail.tags());
    // Whatever becomes of a mail becomes of it at once.
    return node.put("last_event", ledger.lastEvent(id)).putNull("scheduled_at");
  }
}
