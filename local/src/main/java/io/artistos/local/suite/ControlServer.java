package io.artistos.local.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.clock.MovableClock;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Shows and moves the suite's clock, for other processes. {@code GET /clock} and {@code POST
 * /clock} answer {@code {"now":"2026-11-23T10:00:00.123Z","offsetSeconds":86400}}; what is posted
 * is {@code {"by":"P1D"}} (ISO 8601, days to fractions of seconds) or {@code
 * {"to":"2027-01-01T00:00:00Z"}}. Errors are {@code {"message":"…"}} with 400, 404, 405 or 415.
 */
final class ControlServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MovableClock clock;
  private final LocalHttpServer server;

  ControlServer(int port, MovableClock clock) {
    this.clock = clock;
    this.server = LocalHttpServer.start(port, null, this::answer);
  }

  URI uri() {
    return server.uri();
  }

  private Response answer(Request request) {
    if (!request.path().equals("/clock")) {
      return error(404, request.path() + " is not served, /clock is");
    }
    return switch (request.method()) {
      case "GET" -> time();
      case "POST" -> move(request);
      default -> error(405, request.method() + " is not allowed").with("Allow", "GET, POST");
    };
  }

  private Response move(Request request) {
    // A page in somebody's browser may post text here, but not JSON.
    String type = request.header("content-type");
    if (type == null || !type.startsWith("application/json")) {
      return error(415, "Content-Type must be application/json");
    }
    try {
      JsonNode body = JSON.readTree(request.body());
      String by = body.path("by").textValue();
      String to = body.path("to").textValue();
      if (body.size() != 1 || (by == null && to == null)) {
        return error(400, "one of by (a duration) and to (a time) is required");
      }
      if (by == null) {
        clock.moveTo(Instant.parse(to));
      } else {
        clock.moveBy(Duration.parse(by));
      }
      return time();
    } catch (JsonProcessingException e) {
      return error(400, "the body is no JSON");
    } catch (DateTimeException | IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Response time() {
    return Response.json(
        200,
        Map.of("now", clock.instant().toString(), "offsetSeconds", clock.offset().toSeconds()));
  }

  private static Response error(int status, String message) {
    return Response.json(status, Map.of("message", message));
  }

  @Override
  public void close() {
    server.close();
  }
}
