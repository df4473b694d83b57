package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steers the stand-in by JSON, below {@code /control/clerk}. No key is asked for.
 *
 * <ul>
 *   <li>{@code GET /persons}: {@code {"persons":[…]}}, user objects, the newest first
 *   <li>{@code POST /persons} with {@code {"firstName":"Mira","lastName":"Sol","email":"…",
 *       "emailVerified":true,"secondFactor":false,"staff":false}}, of which only the address is
 *       required: {@code {"id":"user_…"}}
 *   <li>{@code POST /persons/{id}} with any of the same, what is left out stays; {@code DELETE
 *       /persons/{id}}: the same answer
 *   <li>{@code POST /sessions} with {@code {"user":"user_…","secondFactor":false}}: {@code
 *       {"sid":"sess_…"}}; {@code DELETE /sessions/{sid}}
 *   <li>{@code POST /tokens} with {@code user} (and {@code secondFactor}) or {@code session}, and
 *       any of {@code {"azp":"…"|null,"age":"PT2M","key":"unknown"|"forged","alg":"none"|"HS256",
 *       "claims":{"sts":"pending","v":null}}}: {@code {"jwt":"…"}}; see {@link TokenRequest}
 *   <li>{@code POST /keys} makes a new key: {@code {"kid":"ins_…"}}; {@code DELETE /keys} withdraws
 *       all others: {@code {"withdrawn":1}}
 *   <li>{@code GET /counts}: {@code {"jwks":3,"webhooks":{"pending":0,"acknowledged":4,"retried":0,
 *       "givenUp":0}}}
 *   <li>{@code PUT /webhooks} with {@code {"held":true}}: webhooks are kept until it is false
 * </ul>
 *
 * A body must be application/json, so that no page of another origin can send one unasked.
 */
final class ClerkControl {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PERSONS = "/persons";
  private static final String SESSIONS = "/sessions";
  private static final Profile NOBODY = Profile.of("", "", "nobody@mail.example");

  private final Clerk clerk;
  private final Users users;

  ClerkControl(Clerk clerk, Users users) {
    this.clerk = clerk;
    this.users = users;
  }

  /** Answers a request; {@code path} is the one below {@code /control/clerk}. */
  Response handle(Request request, String path) {
    try {
      String id = path.substring(path.lastIndexOf('/') + 1);
      if (path.equals(PERSONS + "/" + id)) {
        return person(request, id);
      }
      if (path.equals(SESSIONS + "/" + id) && request.method().equals("DELETE")) {
        return clerk.signOut(id) ? Response.empty(204) : wrong(404, "there is no such session");
      }
      return route(request, path);
    } catch (IllegalArgumentException | DateTimeException e) {
      return wrong(400, String.valueOf(e.getMessage()));
    }
  }

  private Response route(Request request, String path) {
    return switch (request.method() + " " + path) {
      case "GET " + PERSONS ->
          Response.json(200, Map.of("persons", users.all().stream().map(UserJson::user).toList()));
      case "POST " + PERSONS -> {
        JsonNode body = body(request);
        text(body, "email");
        yield Response.json(200, Map.of("id", clerk.person(profile(body, NOBODY))));
      }
      case "POST " + SESSIONS -> {
        JsonNode body = body(request);
        boolean secondFactor = flag(body, "secondFactor", false);
        yield Response.json(200, Map.of("sid", clerk.signIn(text(body, "user"), secondFactor)));
      }
      case "POST /tokens" ->
          Response.json(200, Map.of("jwt", clerk.token(tokenRequest(body(request)))));
      case "POST /keys" -> Response.json(200, Map.of("kid", clerk.rotateKeys()));
      case "DELETE /keys" -> Response.json(200, Map.of("withdrawn", clerk.withdrawOldKeys()));
      case "GET /counts" -> Response.json(200, counts());
      case "PUT /webhooks" -> {
        boolean held = flag(body(request), "held", null);
        clerk.holdWebhooks(held);
        yield Response.json(200, Map.of("held", held));
      }
      default -> wrong(404, request.method() + " " + request.path() + " is not served");
    };
  }

  private Response person(Request request, String id) {
    Profile before = clerk.profile(id).orElse(null);
    if (before == null) {
      return wrong(404, "there is no such person");
    }
    switch (request.method()) {
      case "POST" -> clerk.update(id, profile(body(request), before));
      case "DELETE" -> clerk.delete(id);
      default -> {
        return wrong(405, "GET is not served; see /persons");
      }
    }
    return Response.json(200, Map.of("id", id));
  }

  private static Profile profile(JsonNode body, Profile otherwise) {
    return new Profile(
        text(body, "firstName", otherwise.firstName()),
        text(body, "lastName", otherwise.lastName()),
        text(body, "email", otherwise.email()),
        flag(body, "emailVerified", otherwise.emailVerified()),
        flag(body, "secondFactor", otherwise.secondFactor()),
        flag(body, "staff", otherwise.staff()));
  }

  private static TokenRequest tokenRequest(JsonNode body) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    if (body.has("azp")) {
      claims.set("azp", body.path("azp"));
    }
    if (body.path("claims") instanceof ObjectNode more) {
      claims.setAll(more);
    }
    return new TokenRequest(
        body.has("user") ? text(body, "user") : null,
        body.has("session") ? text(body, "session") : null,
        flag(body, "secondFactor", false),
        Duration.parse(text(body, "age", "PT0S")),
        value(TokenRequest.Key.class, text(body, "key", "active")),
        value(TokenRequest.Algorithm.class, text(body, "alg", "RS256")),
        claims);
  }

  private ObjectNode counts() {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    counts.put("jwks", clerk.jwksRequests());
    counts
        .putObject("webhooks")
        .put("pending", clerk.pendingWebhooks())
        .put("acknowledged", clerk.webhooks(WebhookOutbox.Outcome.ACKNOWLEDGED))
        .put("retried", clerk.webhooks(WebhookOutbox.Outcome.RETRIED))
        .put("givenUp", clerk.webhooks(WebhookOutbox.Outcome.GIVEN_UP));
    return counts;
  }

  private static JsonNode body(Request request) {
    String type = request.header("content-type");
    if (type == null || !type.startsWith("application/json")) {
      throw new IllegalArgumentException("the body must be application/json");
    }
    try {
      return JSON.readTree(request.text());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is not valid JSON", e);
    }
  }

  private static String text(JsonNode body, String name) {
    return text(body, name, null);
  }

  private static String text(JsonNode body, String name, @Nullable String otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return node.textValue();
  }

  private static boolean flag(JsonNode body, String name, @Nullable Boolean otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw new IllegalArgumentException(name + " must be true or false");
    }
    return node.booleanValue();
  }

  private static <E extends Enum<E>> E value(Class<E> type, String text) {
    for (E each : List.of(type.getEnumConstants())) {
      if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new IllegalArgumentException(text + " is unknown");
  }

  private static Response wrong(int status, String text) {
    return Response.json(status, Map.of("error", text));
  }
}
