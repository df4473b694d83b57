package io.artistos.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * {@code /control/faults}, for all stand-ins.
 *
 * <ul>
 *   <li>{@code GET}: {@code {"standIns":{"resend":["answer","delay",…],…},"faults":[{"id":
 *       "resend-1","at":"resend","kind":"answer",…,"struck":2}]}}
 *   <li>{@code POST} with {@code {"at":"resend","kind":"answer","method":"POST","path":"/emails*",
 *       "status":429,"name":"rate_limit_exceeded","headers":{"retry-after":"3"},"millis":200,
 *       "carriedOut":true,"times":2,"probability":0.1,"seed":7}}: 201 with the fault as {@code GET}
 *       shows it. Only {@code at} and {@code kind} are always needed; see {@link Fault}
 *   <li>{@code DELETE}, {@code DELETE ?at=resend}, {@code DELETE /resend-1}: 204
 * </ul>
 *
 * <p>Errors are {@code {"message":"…"}} with 400, 404, 405 or 415. What is posted must be
 * application/json, so that no page of another origin can send it unasked.
 */
public final class FaultControl {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<String> FIELDS =
      Set.of(
          "at",
          "kind",
          "method",
          "path",
          "status",
          "name",
          "headers",
          "millis",
          "carriedOut",
          "times",
          "probability",
          "seed");

  private final List<Faults> standIns;

  public FaultControl(Faults... standIns) {
    this.standIns = new CopyOnWriteArrayList<>(standIns);
  }

  /** Steers one more. */
  public void include(Faults standIn) {
    standIns.add(standIn);
  }

  /** Answers a request; {@code path} is the one below {@code /control/faults}, empty or an id. */
  public Response handle(Request request, String path) {
    try {
      return switch (request.method()) {
        case "GET" -> path.isEmpty() ? Response.json(200, show()) : error(404, "GET shows all");
        case "POST" -> path.isEmpty() ? add(request) : error(404, "POST goes to /control/faults");
        case "DELETE" -> path.isEmpty() ? clear(request.query("at")) : remove(path.substring(1));
        default ->
            error(405, "GET, POST and DELETE are allowed").with("Allow", "GET, POST, DELETE");
      };
    } catch (JsonProcessingException e) {
      return error(400, "the body is not valid JSON");
    } catch (IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  private Response add(Request request) throws JsonProcessingException {
    String type = request.header("content-type");
    if (type == null || !type.startsWith("application/json")) {
      return error(415, "Content-Type must be application/json");
    }
    JsonNode body = MAPPER.readTree(request.text());
    Faults standIn = standIn(text(body, "at", ""));
    return Response.json(201, show(standIn, standIn.add(fault(body))));
  }

  private Response clear(@Nullable String at) {
    (at == null ? standIns : List.of(standIn(at))).forEach(Faults::clear);
    return Response.empty(204);
  }

  private Response remove(String id) {
    // Not anyMatch, which would be a removal in a predicate.
    long removed = standIns.stream().map(each -> each.remove(id)).filter(done -> done).count();
    return removed == 0 ? error(404, "there is no such fault") : Response.empty(204);
  }

  private Faults standIn(String name) {
    return standIns.stream()
        .filter(each -> each.standIn().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "at must be one of " + standIns.stream().map(Faults::standIn).toList()));
  }

  private static Fault fault(JsonNode body) {
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new IllegalArgumentException("there is no " + field.getKey());
      }
    }
    Map<String, String> headers = new LinkedHashMap<>();
    body.path("headers").properties().forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
    String kind = text(body, "kind", "");
    Fault hang = Fault.hang();
    double millis = kind.equals(hang.kind()) ? hang.delay().toSeconds() * 1e3 : 0;
    return new Fault(
        kind,
        body.has("method") ? text(body, "method", "") : null,
        text(body, "path", "*"),
        (int) number(body, "status", 0),
        body.has("name") ? text(body, "name", "") : null,
        headers,
        Duration.ofMillis((long) number(body, "millis", millis)),
        flag(body, "carriedOut"),
        (int) number(body, "times", Integer.MAX_VALUE),
        number(body, "probability", 1),
        (long) number(body, "seed", 0));
  }

  private ObjectNode show() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ObjectNode kinds = all.putObject("standIns");
    ArrayNode faults = all.putArray("faults");
    for (Faults standIn : standIns) {
      standIn.kinds().forEach(kinds.putArray(standIn.standIn())::add);
      standIn.all().forEach(each -> faults.add(show(standIn, each)));
    }
    return all;
  }

  /** Without what is as it would be anyway. */
  private static ObjectNode show(Faults standIn, Faults.Active active) {
    Fault fault = active.fault();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", active.id()).put("at", standIn.standIn()).put("kind", fault.kind());
    if (fault.method() != null) {
      node.put("method", fault.method());
    }
    node.put("path", fault.path());
    if (fault.status() > 0) {
      node.put("status", fault.status());
    }
    if (fault.name() != null) {
      node.put("name", fault.name());
    }
    if (!fault.headers().isEmpty()) {
      fault.headers().forEach(node.putObject("headers")::put);
    }
    if (!fault.delay().isZero()) {
      node.put("millis", fault.delay().toMillis());
    }
    node.put("carriedOut", fault.carriedOut());
    if (fault.times() < Integer.MAX_VALUE) {
      node.put("times", fault.times());
    }
    return node.put("probability", fault.probability())
        .put("seed", fault.seed())
        .put("struck", active.struck());
  }

  private static String text(JsonNode body, String name, String otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return node.textValue();
  }

  private static double number(JsonNode body, String name, double otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException(name + " must be a number");
    }
    return node.doubleValue();
  }

  private static boolean flag(JsonNode body, String name) {
    JsonNode node = body.path(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw new IllegalArgumentException(name + " must be true or false");
    }
    return node.asBoolean();
  }

  private static Response error(int status, String message) {
    return Response.json(status, Map.of("message", message));
  }
}
