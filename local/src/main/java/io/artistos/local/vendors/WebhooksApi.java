package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /webhooks} and {@code /webhooks/{id}}, shaped as Resend's OpenAPI has it. All types of
 * events can be subscribed to, of which {@link MailFate} has those that happen here.
 */
final class WebhooksApi {

  private static final String PATH = "/webhooks";
  private static final String ENDPOINT = "endpoint";
  private static final String EVENTS = "events";
  private static final String STATUS = "status";

  /** Contracts, 1.7. */
  private static final Set<String> TYPES =
      Set.of(
          "email.sent",
          "email.scheduled",
          "email.delivered",
          "email.delivery_delayed",
          "email.complained",
          "email.bounced",
          "email.opened",
          "email.clicked",
          "email.received",
          "email.failed",
          "email.suppressed",
          "contact.created",
          "contact.updated",
          "contact.deleted",
          "domain.created",
          "domain.updated",
          "domain.deleted",
          "suppression.added",
          "suppression.removed");

  private final WebhookEndpoints endpoints;

  WebhooksApi(WebhookEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * Answers a request.
   *
   * @param path begins with {@code /webhooks}
   * @param body is read where one is needed
   */
  Response handle(Request request, String path, Supplier<JsonNode> body) {
    if (path.equals(PATH)) {
      return switch (request.method()) {
        case "GET" -> list(request);
        case "POST" -> add(body.get());
        default -> throw ResendException.notAllowed(request, path);
      };
    }
    String id = path.substring(PATH.length() + 1);
    if (id.isEmpty() || id.contains("/")) {
      throw ResendException.unknown(path);
    }
    return switch (request.method()) {
      case "GET" ->
          Response.json(200, whole(endpoints.find(id).orElseThrow(WebhooksApi::notFound)));
      case "PATCH" -> change(id, body.get());
      case "DELETE" -> {
        if (!endpoints.remove(id)) {
          throw notFound();
        }
        yield Response.json(200, named(id).put("deleted", true));
      }
      default -> throw ResendException.notAllowed(request, path);
    };
  }

  private Response list(Request request) {
    for (String parameter : List.of("limit", "after", "before")) {
      if (request.query(parameter) != null) {
        throw ResendException.notServed("The `" + parameter + "` of a list of webhooks");
      }
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("object", "list").put("has_more", false);
    ArrayNode data = answer.putArray("data");
    endpoints.all().forEach(endpoint -> data.add(described(endpoint)));
    return Response.json(200, answer);
  }

  private Response add(JsonNode body) {
    ResendException.checkFields(body, Set.of(ENDPOINT, EVENTS));
    WebhookEndpoints.Endpoint added =
        endpoints.add(
            address(body).orElseThrow(() -> ResendException.missing("`endpoint`")),
            events(body).orElseThrow(() -> ResendException.missing("`events`")));
    return Response.json(201, named(added.id()).put("signing_secret", added.secret()));
  }

  private Response change(String id, JsonNode body) {
    ResendException.checkFields(body, Set.of(ENDPOINT, EVENTS, STATUS));
    Optional<URI> address = address(body);
    Optional<List<String>> events = events(body);
    Optional<Boolean> enabled = enabled(body);
    WebhookEndpoints.Endpoint changed =
        endpoints
            .change(
                id,
                old ->
                    new WebhookEndpoints.Endpoint(
                        id,
                        address.orElse(old.address()),
                        events.orElse(old.events()),
                        enabled.orElse(old.enabled()),
                        old.createdAt(),
                        old.secret()))
            .orElseThrow(WebhooksApi::notFound);
    return Response.json(200, named(changed.id()));
  }

  private static Optional<URI> address(JsonNode body) {
    if (!body.hasNonNull(ENDPOINT)) {
      return Optional.empty();
    }
    String text = body.path(ENDPOINT).asText();
    try {
      URI address = new URI(text);
      if (Set.of("http", "https").contains(address.getScheme()) && address.getHost() != null) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // Refused below, as what is no web address.
    }
    throw ResendException.invalid("The `endpoint` field must be a URL.");
  }

  private static Optional<List<String>> events(JsonNode body) {
    if (!body.hasNonNull(EVENTS)) {
      return Optional.empty();
    }
    List<String> types = new ArrayList<>();
    body.path(EVENTS).forEach(type -> types.add(type.asText()));
    if (types.isEmpty() || !TYPES.containsAll(types)) {
      throw ResendException.invalid("The `events` field must be an array of types of events.");
    }
    return Optional.of(types);
  }

  private static Optional<Boolean> enabled(JsonNode body) {
    if (!body.hasNonNull(STATUS)) {
      return Optional.empty();
    }
    return switch (body.path(STATUS).asText()) {
      case "enabled" -> Optional.of(true);
      case "disabled" -> Optional.of(false);
      default -> throw ResendException.invalid("The `status` must be enabled or disabled.");
    };
  }

  private static ObjectNode named(String id) {
    return JsonNodeFactory.instance.objectNode().put("object", "webhook").put("id", id);
  }

  private static ObjectNode described(WebhookEndpoints.Endpoint endpoint) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", endpoint.id())
        .put("endpoint", endpoint.address().toString())
        .put(STATUS, endpoint.enabled() ? "enabled" : "disabled")
        .put("created_at", endpoint.createdAt().toString());
    if (endpoint.events().isEmpty()) {
      return node.putNull(EVENTS);
    }
    MailJson.putAll(node, EVENTS, endpoint.events());
    return node;
  }

  private static ObjectNode whole(WebhookEndpoints.Endpoint endpoint) {
    ObjectNode whole = named(endpoint.id()).setAll(described(endpoint));
    return whole.put("signing_secret", endpoint.secret());
  }

  private static ResendException notFound() {
    return new ResendException(404, "not_found", "Webhook not found");
  }
}
