package io.artistos.shared.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.BoundedBody;
import io.artistos.shared.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries the calls to Spotify: one connection pool, a limit on the time that an answer takes as a
 * whole, and one on its size. No redirect is followed: the address of a call with a token is ours
 * to choose. Thread-safe.
 */
final class SpotifyTransport {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 1 << 20;
  private static final String USER_AGENT = "artistos/1";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * What came back, whatever the status.
   *
   * @param body a missing node when it is no JSON
   * @param retryAfter from the header, when it has seconds in it
   */
  record Answer(int status, JsonNode body, Optional<Duration> retryAfter) {}

  Answer get(URI uri, Secret<String> token) {
    return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token.value()));
  }

  /**
   * @param authorization value of the header
   */
  Answer postForm(URI uri, Secret<String> authorization, Map<String, String> form) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", authorization.value())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form))));
  }

  /** {@code a=1&b=2}, percent-encoded. */
  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Answer send(HttpRequest.Builder builder) {
    HttpRequest request =
        builder.header("Accept", "application/json").header("User-Agent", USER_AGENT).build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, response -> new BoundedBody(MOST_BYTES));
    try {
      HttpResponse<byte[]> response = exchange.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
      return new Answer(response.statusCode(), json(response.body()), retryAfter(response));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw unavailable(e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("retry-after")
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode node = Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      // A proxy's error page; the status says enough.
      return MissingNode.getInstance();
    }
  }

  static Unavailable unavailable(@Nullable Throwable cause) {
    return new Unavailable("Spotify", WAIT, cause);
  }
}
