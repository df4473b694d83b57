package io.artistos.shared.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.shared.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call of an OpenAI-compatible endpoint: {@code POST /chat/completions} with a JSON schema (ADR
 * 0010). Tried again after 408, 429, 5xx and network errors, as long as the time that it was given
 * lasts. Thread-safe.
 */
public final class ChatModel {

  /** Waits between tries. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(45);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int TRIES = 3;
  private static final int MOST_TOKENS = 8_000;

  private final URI endpoint;
  private final String name;
  private final ModelAuthorization authorization;
  private final Clock clock;
  private final Duration answer;
  private final Pause pause;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable HttpClient client;

  /**
   * @param url up to the version, such as {@code https://….openai.azure.com/openai/v1}
   * @param name of the model, or of its deployment
   */
  public ChatModel(URI url, String name, ModelAuthorization authorization, Clock clock) {
    this(url, name, authorization, clock, ANSWER, Thread::sleep);
  }

  ChatModel(
      URI url,
      String name,
      ModelAuthorization authorization,
      Clock clock,
      Duration answer,
      Pause pause) {
    this.endpoint = URI.create(url + "/chat/completions");
    this.name = name;
    this.authorization = authorization;
    this.clock = clock;
    this.answer = answer;
    this.pause = pause;
  }

  /**
   * What the model writes.
   *
   * @param until no try begins and no wait ends after this
   * @throws ModelFailed when that is not a whole document
   */
  String complete(ArrayNode messages, ObjectNode schema, Instant until) {
    String body = body(messages, schema).toString();
    ModelFailed last = new ModelFailed("model-timeout", false);
    Duration wait = FIRST_WAIT;
    for (int i = 0; i < TRIES && clock.instant().isBefore(until); i++) {
      HttpResponse<String> response = null;
      try {
        response = send(request(body));
        if (response.statusCode() == 200) {
          return content(response.body());
        }
        last = refused(response.statusCode(), response.body());
      } catch (IOException e) {
        last = new ModelFailed("model-unreachable", false);
      }
      Duration asked = response == null ? wait : RetryAfter.of(response.headers(), clock, wait);
      if (i + 1 < TRIES && !rest(asked, until)) {
        break;
      }
      wait = wait.multipliedBy(2);
    }
    throw last;
  }

  /** False when the time that is left is shorter than that. */
  private boolean rest(Duration time, Instant until) {
    if (clock.instant().plus(time).isAfter(until)) {
      return false;
    }
    try {
      pause.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelFailed("model-interrupted", false);
    }
  }

  private ObjectNode body(ArrayNode messages, ObjectNode schema) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", name).put("max_completion_tokens", MOST_TOKENS);
    body.set("messages", messages);
    ObjectNode format = body.putObject("response_format").put("type", "json_schema");
    format.putObject("json_schema").put("name", "plan").put("strict", true).set("schema", schema);
    return body;
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(endpoint)
        .header("Authorization", "Bearer " + bearer())
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private String bearer() {
    try {
      return authorization.bearer();
    } catch (RuntimeException e) {
      throw new ModelFailed("model-no-credential", false);
    }
  }

  /** The time limit is for the whole answer; the request's own would end with the headers. */
  private HttpResponse<String> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<String>> sent =
        client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return sent.get(answer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new ModelFailed("model-timeout", false);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelFailed("model-interrupted", false);
    }
  }

  /** What may be tried again goes through the loop; all else ends it here. */
  private static ModelFailed refused(int status, String text) {
    if (status == 429) {
      return new ModelFailed("model-rate-limit", false);
    }
    if (status == 408 || status >= 500) {
      return new ModelFailed("model-unavailable", false);
    }
    // Azure's filter answers 400 to a prompt that it does not like (contracts, section 6).
    boolean filtered = status == 400 && text.contains("content_filter");
    throw new ModelFailed(filtered ? "model-content-filter" : "model-refused-" + status, false);
  }

  private static String content(String text) {
    JsonNode choice = tree(text).path("choices").path(0);
    JsonNode message = choice.path("message");
    if (message.path("refusal").isTextual()) {
      throw new ModelFailed("model-refusal", false);
    }
    String finish = choice.path("finish_reason").asText();
    if (finish.equals("content_filter")) {
      throw new ModelFailed("model-content-filter", false);
    }
    if (finish.equals("length")) {
      throw new ModelFailed("model-cut-off", true);
    }
    if (!message.path("content").isTextual()) {
      throw new ModelFailed("model-no-content", true);
    }
    return message.path("content").asText();
  }

  private static JsonNode tree(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ModelFailed("model-unreadable", false);
    }
  }

  /** Made with the first plan: it starts threads of its own. */
  private HttpClient client() {
    HttpClient open = client;
    if (open != null) {
      return open;
    }
    opening.lock();
    try {
      open = client;
      if (open == null) {
        open =
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        client = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }
}
