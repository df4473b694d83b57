package io.artistos.local.vendors.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Steers the stand-in by JSON.
 *
 * <ul>
 *   <li>{@code GET /control/spotify}: {@code {mode, rotateConfidential, consent, counts}}
 *   <li>{@code POST /control/spotify} with any of {@code {"mode": "development"|"extended",
 *       "rotateConfidential": true, "consent": "ask"|"approve"|"deny"}}: the same, afterwards
 *   <li>{@code POST …/revocations} with {@code {"account": "mira-sol"}}: {@code {"revoked": 1}}
 *   <li>{@code GET …/counts}, {@code DELETE …/counts}
 * </ul>
 *
 * A POST must be application/json, so that no page of another origin can send one unasked.
 */
final class Control {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Spotify spotify;

  Control(Spotify spotify) {
    this.spotify = spotify;
  }

  /** Answers a request; {@code path} is the one below {@code /control/spotify}. */
  Response handle(Request request, String path) {
    try {
      return switch (request.method() + " " + path) {
        case "GET " -> Response.json(200, state());
        case "POST " -> settings(body(request));
        case "POST /revocations" -> revocations(body(request));
        case "GET /counts" -> Response.json(200, spotify.counts());
        case "DELETE /counts" -> {
          spotify.clearCounts();
          yield Response.empty(204);
        }
        default -> wrong(404, request.method() + " " + request.path() + " is not served");
      };
    } catch (IllegalArgumentException e) {
      return wrong(400, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("mode", spotify.mode().name().toLowerCase(Locale.ROOT));
    state.put("rotateConfidential", spotify.rotatesConfidential());
    state.put("consent", spotify.consentPolicy().name().toLowerCase(Locale.ROOT));
    state.put("counts", spotify.counts());
    return state;
  }

  private Response settings(JsonNode body) {
    // All are read before one is set: half a request changes nothing.
    Optional<Mode> mode = text(body, "mode").map(text -> value(Mode.class, text));
    Optional<ConsentPolicy> consent =
        text(body, "consent").map(text -> value(ConsentPolicy.class, text));
    JsonNode rotate = body.path("rotateConfidential");
    if (!rotate.isMissingNode() && !rotate.isBoolean()) {
      throw new IllegalArgumentException("rotateConfidential must be true or false");
    }
    mode.ifPresent(spotify::mode);
    consent.ifPresent(spotify::consentPolicy);
    if (rotate.isBoolean()) {
      spotify.rotatesConfidential(rotate.booleanValue());
    }
    return Response.json(200, state());
  }

  private Response revocations(JsonNode body) {
    Account account =
        text(body, "account")
            .flatMap(Account::find)
            .orElseThrow(() -> new IllegalArgumentException("account is unknown"));
    return Response.json(200, Map.of("revoked", spotify.revokeConsents(account)));
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

  private static Optional<String> text(JsonNode body, String name) {
    JsonNode node = body.path(name);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private static <E extends Enum<E>> E value(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  private static Response wrong(int status, String text) {
    return Response.json(status, Map.of("error", text));
  }
}
