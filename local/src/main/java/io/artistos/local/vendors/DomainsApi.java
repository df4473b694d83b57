package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /domains}, {@code /domains/{id}} and {@code /domains/{id}/verify}, shaped as Resend's
 * OpenAPI has it. A domain's DNS records are told without values: there is no DNS.
 */
final class DomainsApi {

  private static final String PATH = "/domains";
  private static final Set<String> REGIONS =
      Set.of("us-east-1", "eu-west-1", "sa-east-1", "ap-northeast-1");
  private static final String NAME = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]";

  private final Domains domains;
  private final Clock clock;

  DomainsApi(Domains domains, Clock clock) {
    this.domains = domains;
    this.clock = clock;
  }

  /**
   * Answers a request.
   *
   * @param path begins with {@code /domains}
   * @param body is read where one is needed
   */
  Response handle(Request request, String path, Supplier<JsonNode> body) {
    String[] parts = path.substring(1).split("/", -1);
    String id = parts.length > 1 ? parts[1] : "";
    String call = request.method() + (parts.length > 2 ? " " + parts[2] : "");
    if (path.equals(PATH)) {
      return switch (request.method()) {
        case "GET" -> list();
        case "POST" -> add(body.get());
        default -> throw ResendException.notAllowed(request, path);
      };
    }
    if (id.isEmpty() || id.equals("claim") || parts.length > 3) {
      throw ResendException.notAllowed(request, path);
    }
    return switch (call) {
      case "GET" -> Response.json(200, whole(domains.find(id).orElseThrow(DomainsApi::notFound)));
      case "POST verify" ->
          Response.json(200, named(domains.verify(id).orElseThrow(DomainsApi::notFound)));
      case "DELETE" ->
          Response.json(
              200,
              named(domains.remove(id).orElseThrow(DomainsApi::notFound)).put("deleted", true));
      default -> throw ResendException.notAllowed(request, path);
    };
  }

  private Response list() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("object", "list").put("has_more", false);
    ArrayNode data = answer.putArray("data");
    domains.all().forEach(domain -> data.add(described(domain)));
    return Response.json(200, answer);
  }

  private Response add(JsonNode body) {
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!Set.of("name", "region").contains(field.getKey())) {
        throw ResendException.notServed("The `" + field.getKey() + "` field");
      }
    }
    String name = body.path("name").asText().toLowerCase(Locale.ROOT);
    if (name.isBlank()) {
      throw ResendException.missing("`name`");
    }
    if (!name.matches(NAME)) {
      throw ResendException.invalid("The `name` field must be a domain.");
    }
    Optional<String> region = Optional.ofNullable(body.path("region").textValue());
    if (region.isPresent() && !REGIONS.contains(region.get())) {
      throw new ResendException(422, "invalid_region", "There is no such `region`.");
    }
    ObjectNode answer = whole(domains.add(name, region, clock.instant()));
    answer.remove("object");
    return Response.json(201, answer);
  }

  private static ObjectNode named(Domains.Domain domain) {
    return JsonNodeFactory.instance.objectNode().put("object", "domain").put("id", domain.id());
  }

  private static ObjectNode described(Domains.Domain domain) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", domain.id())
        .put("name", domain.name())
        .put("status", domain.status().text())
        .put("created_at", domain.createdAt().toString())
        .put("region", domain.region())
        .put("open_tracking", false)
        .put("click_tracking", false);
  }

  private static ObjectNode whole(Domains.Domain domain) {
    ObjectNode whole = named(domain).setAll(described(domain));
    ArrayNode records = whole.putArray("records");
    String status = domain.status().text();
    records.addObject().put("record", "SPF").put("type", "TXT").put("status", status);
    records.addObject().put("record", "DKIM").put("type", "TXT").put("status", status);
    return whole;
  }

  private static ResendException notFound() {
    return new ResendException(404, "not_found", "Domain not found");
  }
}
