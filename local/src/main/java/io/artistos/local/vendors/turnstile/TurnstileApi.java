package io.artistos.local.vendors.turnstile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a site uses of Turnstile (developers.cloudflare.com, Turnstile): {@code api.js}, which makes
 * a button of each element of the class {@code cf-turnstile}, and {@code POST /siteverify}. An
 * answer is good for one check within five minutes. Options of the script and its JavaScript API
 * are not served. Answers live in memory. Thread-safe.
 */
public final class TurnstileApi {

  /** Where it is below the server's address; what is below has Cloudflare's paths. */
  public static final String PATH = "/turnstile/v0";

  /** The site key that Cloudflare publishes for tests. */
  public static final String SITE_KEY = "1x00000000000000000000AA";

  /** The secret that Cloudflare publishes for tests; it protects nothing. */
  public static final String SECRET = "1x0000000000000000000000000000000AA";

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int MOST = 10_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Answer(String action, String hostname, Instant at) {}

  private final Clock clock;
  private final Faults faults = new Faults("turnstile", TurnstileApi::wrong);
  private final byte[] script = script();

  /** Answers that were not checked yet, oldest first. */
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  public TurnstileApi(Clock clock) {
    this.clock = clock;
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** Answers a request; {@code path} is the one below {@link #PATH}. */
  public Response handle(Request request, String path) {
    return faults.around(request, path, () -> answer(request, path));
  }

  /**
   * An answer as the widget gives it to a person who pressed its button.
   *
   * @param action what the widget was shown for
   */
  public synchronized String solve(String action, String hostname) {
    if (answers.size() >= MOST) {
      answers.remove(answers.keySet().iterator().next());
    }
    String answer = "local." + UUID.randomUUID();
    answers.put(answer, new Answer(action, hostname, clock.instant()));
    return answer;
  }

  private Response answer(Request request, String path) {
    return switch (request.method() + " " + path) {
      case "GET /api.js" -> Response.of(200, "text/javascript; charset=utf-8", script);
      case "POST /solve" -> {
        Map<String, List<String>> form = Request.parseForm(request.text());
        String origin = Objects.requireNonNullElse(request.header("origin"), "");
        yield Response.text(200, solve(first(form, "action"), origin.replaceFirst("^.*//", "")))
            .with("Access-Control-Allow-Origin", "*");
      }
      case "POST /siteverify" -> verify(request);
      default -> Response.text(404, path + " is not served by the local Turnstile\n");
    };
  }

  private Response verify(Request request) {
    String type = Objects.requireNonNullElse(request.header("content-type"), "");
    Map<String, List<String>> form = Map.of();
    JsonNode json = JsonNodeFactory.instance.objectNode();
    if (type.startsWith("application/json")) {
      try {
        json = MAPPER.readTree(request.text());
      } catch (JsonProcessingException e) {
        return failed("bad-request");
      }
    } else {
      form = Request.parseForm(request.text());
    }
    String secret = json.path("secret").asText(first(form, "secret"));
    String response = json.path("response").asText(first(form, "response"));
    if (secret.isEmpty()) {
      return failed("missing-input-secret");
    }
    if (!secret.equals(SECRET)) {
      return failed("invalid-input-secret");
    }
    if (response.isEmpty()) {
      return failed("missing-input-response");
    }
    return response.startsWith("local.") ? verify(response) : failed("invalid-input-response");
  }

  private synchronized Response verify(String response) {
    Answer answer = answers.remove(response);
    if (answer == null || answer.at().plus(LIFE).isBefore(clock.instant())) {
      return failed("timeout-or-duplicate");
    }
    ObjectNode body = body(true);
    body.put("challenge_ts", answer.at().toString()).put("hostname", answer.hostname());
    body.put("action", answer.action()).put("cdata", "");
    return Response.json(200, body);
  }

  private static Response failed(String code) {
    ObjectNode body = body(false);
    body.withArray("error-codes").add(code);
    return Response.json(200, body);
  }

  private static ObjectNode body(boolean success) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("success", success);
    body.putArray("error-codes");
    return body;
  }

  private static Response wrong(Fault fault, String path) {
    ObjectNode body = body(false);
    body.withArray("error-codes").add(fault.name() == null ? "internal-error" : fault.name());
    return Response.json(fault.status(), body);
  }

  private static String first(Map<String, List<String>> form, String name) {
    @Nullable List<String> values = form.get(name);
    return values == null ? "" : values.getFirst();
  }

  private static byte[] script() {
    try (InputStream file = TurnstileApi.class.getResourceAsStream("api.js")) {
      return Objects.requireNonNull(file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
