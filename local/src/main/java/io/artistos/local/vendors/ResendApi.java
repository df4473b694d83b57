package io.artistos.local.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.util.UUID;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who may call Resend's API, how often, and which call it is (contracts, 1.2 to 1.6). */
final class ResendApi {

  private static final Logger LOG = Logger.getLogger(ResendApi.class.getName());

  private final String key;
  private final MailStore store;
  private final RateLimiter limiter;
  private final ResendSending sending;

  ResendApi(String key, int requestsPerSecond, MailStore store, Clock clock) {
    this.key = key;
    this.store = store;
    this.limiter = new RateLimiter(clock, requestsPerSecond);
    this.sending = new ResendSending(store, clock);
  }

  /** Answers a request; {@code path} is the one below the API's base address. */
  Response handle(Request request, String path) {
    Response response = answer(request, path);
    // Neither the query nor the body nor a path like /suppressions/{address}: they hold addresses.
    String named = path.startsWith("/emails") ? path : "another path";
    LOG.info(() -> "resend: " + request.method() + " " + named + " " + response.status());
    return response;
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
    return limit.mark(limit.allowed() ? route(request, path) : tooMany(limit).response());
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

  private static ResendException tooMany(RateLimiter.Outcome limit) {
    return new ResendException(
        429,
        "rate_limit_exceeded",
        "Too many requests. You can only make "
            + limit.perSecond()
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
    var tags = node.putArray("tags");
    mail.tags().forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
    // Every accepted mail is in the inbox at once.
    return node.put("last_event", "delivered").putNull("scheduled_at");
  }
}
