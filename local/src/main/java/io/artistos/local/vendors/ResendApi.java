package io.artistos.local.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.webhooks.WebhookFault;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who may call Resend's API, how often, and which call it is (contracts, 1.2 to 1.6). */
final class ResendApi implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ResendApi.class.getName());

  /** How often the clock, which may be moved by hand, is looked at for scheduled mails. */
  private static final long LOOK_MILLIS = 50;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scheduled-mails").factory());
  private final String key;
  private final RateLimiter limiter;
  private final Faults faults =
      new Faults("resend", ResendApi::wrong, WebhookFault.DUPLICATE, WebhookFault.REORDER);
  private final MailQuota quota;
  private final WebhookEndpoints endpoints;
  private final WebhooksApi webhooks;
  private final ResendSending sending;
  private final ScheduledMails scheduled;
  private final EmailsApi emails;
  private final SuppressionsApi suppressions;
  private final DomainsApi domains;
  private final ResendControl control;

  ResendApi(ResendOptions options, MailStore store, Clock clock) {
    this.key = options.key();
    this.limiter = new RateLimiter(clock, options.requestsPerSecond());
    MailCounts counts = new MailCounts(store);
    Suppressions list = new Suppressions(store);
    MailEvents events = new MailEvents(store, options.webhook(), clock, faults);
    endpoints = events.endpoints();
    quota = new MailQuota(counts, clock);
    MailLedger ledger = new MailLedger(store, list, counts, quota, events);
    webhooks = new WebhooksApi(endpoints);
    Domains senders = new Domains(store, options.senderDomains(), clock.instant());
    scheduled = new ScheduledMails(store, ledger, events, clock);
    sending = new ResendSending(store, ledger, scheduled, senders, endpoints::wake, clock);
    emails = new EmailsApi(store, ledger, scheduled, clock);
    domains = new DomainsApi(senders, clock);
    suppressions = new SuppressionsApi(list, clock);
    control = new ResendControl(store, list, ledger, quota, faults, events);
    var unused =
        timer.scheduleWithFixedDelay(
            this::sendDueSafely, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What tests may know and change. */
  ResendControl control() {
    return control;
  }

  private void sendDueSafely() {
    try {
      sendDue();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "scheduled mails are not sent", e);
    }
  }

  private void sendDue() {
    if (scheduled.sendDue()) {
      endpoints.wake();
    }
  }

  /** Sends no more webhooks and scheduled mails; what is left stays in the file. */
  @Override
  public void close() {
    timer.close();
    endpoints.close();
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
    sendDue();
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
          if (path.equals("/webhooks") || path.startsWith("/webhooks/")) {
            yield webhooks.handle(request, path, () -> body(request));
          }
          if (path.startsWith("/emails/")) {
            yield emails.handle(request, path, () -> body(request));
          }
          throw ResendException.unknown(path);
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
}
