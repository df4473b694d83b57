package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /suppressions}, {@code /suppressions/{id or email}} and {@code /suppressions/batch/add} or
 * {@code remove} (contracts, 1.3).
 */
final class SuppressionsApi {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final Suppressions list;
  private final Clock clock;

  SuppressionsApi(Suppressions list, Clock clock) {
    this.list = list;
    this.clock = clock;
  }

  /**
   * Answers a request.
   *
   * @param path begins with {@code /suppressions}
   * @param body is read where one is needed
   */
  Response handle(Request request, String path, Supplier<JsonNode> body) {
    if (path.equals("/suppressions")) {
      return switch (request.method()) {
        case "GET" -> list(request);
        case "POST" -> add(body.get());
        default -> throw notAllowed(request);
      };
    }
    if (path.matches("/suppressions/batch/(add|remove)") && request.method().equals("POST")) {
      return path.endsWith("add") ? addAll(body.get()) : removeAll(body.get());
    }
    if (!path.matches("/suppressions/[^/]+")) {
      throw new ResendException(404, "not_found", "This path is not served by the local Resend.");
    }
    String idOrEmail = Request.decodeSegment(path.substring("/suppressions/".length()));
    return switch (request.method()) {
      case "GET" -> Response.json(200, json(list.find(idOrEmail).orElseThrow(this::notFound)));
      case "DELETE" -> {
        Suppressions.Entry gone = list.remove(idOrEmail).orElseThrow(this::notFound);
        yield Response.json(200, named(gone).put("deleted", true));
      }
      default -> throw notAllowed(request);
    };
  }

  private Response list(Request request) {
    Suppressions.Page page =
        list.page(
            origin(request.query("origin")),
            request.query("after"),
            request.query("before"),
            limit(request.query("limit")));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("object", "list").put("has_more", page.more());
    ArrayNode data = answer.putArray("data");
    page.entries().forEach(entry -> data.add(json(entry)));
    return Response.json(200, answer);
  }

  private Response add(JsonNode body) {
    String email = body.path("email").asText();
    if (email.isBlank()) {
      throw ResendException.missing("`email`");
    }
    if (!Addresses.valid(email)) {
      throw ResendException.invalid("The `email` field must be an email address.");
    }
    return Response.json(201, named(list.add(Addresses.bare(email), clock.instant())));
  }

  /** All of them or, when one is no address, none. */
  private Response addAll(JsonNode body) {
    List<String> emails = texts(body, "emails");
    if (!emails.stream().allMatch(Addresses::valid)) {
      throw ResendException.invalid("The `emails` field must be email addresses.");
    }
    List<String> bare = emails.stream().map(Addresses::bare).toList();
    return batch(201, list.addAll(bare, clock.instant()).stream().map(SuppressionsApi::named));
  }

  /** Those that are on the list; the others are left out of the answer. */
  private Response removeAll(JsonNode body) {
    if (body.has("emails") == body.has("ids")) {
      throw ResendException.invalid("Either `emails` or `ids` is needed.");
    }
    List<Suppressions.Entry> gone = list.removeAll(texts(body, body.has("ids") ? "ids" : "emails"));
    return batch(200, gone.stream().map(entry -> named(entry).put("deleted", true)));
  }

  private static List<String> texts(JsonNode body, String field) {
    JsonNode array = body.path(field);
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    if (!array.isArray() || texts.isEmpty() || texts.size() > MAX_LIMIT) {
      throw ResendException.invalid(
          "The `" + field + "` field must be an array of 1 to " + MAX_LIMIT + ".");
    }
    return texts;
  }

  private static Response batch(int status, Stream<ObjectNode> entries) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    entries.forEach(answer.putArray("data")::add);
    return Response.json(status, answer);
  }

  private static ObjectNode named(Suppressions.Entry entry) {
    return JsonNodeFactory.instance.objectNode().put("object", "suppression").put("id", entry.id());
  }

  private static ObjectNode json(Suppressions.Entry entry) {
    return named(entry)
        .put("email", entry.email())
        .put("origin", entry.origin().text())
        .put("source_id", entry.sourceId())
        .put("created_at", entry.createdAt().toString());
  }

  private static Suppressions.@Nullable Origin origin(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Suppressions.Origin.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ResendException.invalid("The `origin` must be bounce, complaint or manual.");
    }
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
      throw ResendException.invalid("The `limit` must be from 1 to " + MAX_LIMIT + ".");
    }
    return Integer.parseInt(text);
  }

  private ResendException notFound() {
    return new ResendException(404, "not_found", "Suppression not found");
  }

  private static ResendException notAllowed(Request request) {
    return new ResendException(
        405, "method_not_allowed", request.method() + " is not served here by the local Resend.");
  }
}
