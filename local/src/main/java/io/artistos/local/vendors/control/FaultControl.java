package io.artistos.local.vendors.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Duration;

/**
 * Faults over HTTP, below {@code /control/{vendor}/faults}.
 *
 * <ul>
 *   <li>{@code GET} shows every kind: {@code {"slow":{"next":0,"probability":0.1,"millis":300,
 *       "struck":7},…}}
 *   <li>{@code PUT /{kind}} with {@code {"next":3}}, {@code {"probability":0.1}} or both, with
 *       {@code "millis"} for slow kinds and {@code "seed"} to begin chance anew; what is left out
 *       is 0
 *   <li>{@code DELETE} ends all
 * </ul>
 *
 * <p>Each answers 200 with what {@code GET} shows, or 400 with the reason as text.
 */
public final class FaultControl {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Faults<?> faults;

  public FaultControl(Faults<?> faults) {
    this.faults = faults;
  }

  /** Answers a request; {@code path} is the one below {@code faults}, empty or with a slash. */
  public Response handle(Request request, String path) {
    try {
      switch (request.method() + (path.isEmpty() ? "" : " kind")) {
        case "GET" -> {}
        case "DELETE" -> faults.clear();
        case "PUT kind" -> set(faults, path.substring(1), MAPPER.readTree(request.text()));
        default -> {
          return Response.text(405, "GET and DELETE are allowed, and PUT of one kind\n");
        }
      }
      return Response.json(200, faults.json());
    } catch (JsonProcessingException e) {
      return Response.text(400, "the body is not valid JSON\n");
    } catch (IllegalArgumentException e) {
      return Response.text(400, e.getMessage() + "\n");
    }
  }

  private static <K extends Enum<K>> void set(Faults<K> faults, String name, JsonNode body) {
    Faults.Setting setting =
        new Faults.Setting(
            body.path("next").asInt(),
            body.path("probability").asDouble(),
            Duration.ofMillis(body.path("millis").asLong()));
    faults.set(faults.kind(name), setting);
    if (body.has("seed")) {
      faults.seed(body.path("seed").asLong());
    }
  }
}
