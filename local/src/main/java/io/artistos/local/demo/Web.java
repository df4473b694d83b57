package io.artistos.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** HTTP as a browser or a program speaks it; follows no redirect by itself. Thread-safe. */
final class Web implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** An answer, its body as bytes. */
  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * This answer, if it has that status.
     *
     * @throws StoryBroken naming the address without its query, which may hold a token
     */
    Answer expect(int status) {
      if (status() != status) {
        HttpRequest request = response.request();
        throw new StoryBroken(
            "%s %s answered %d instead of %d: %s"
                .formatted(
                    request.method(),
                    request.uri().getPath(),
                    status(),
                    status,
                    text().substring(0, Math.min(400, text().length()))));
      }
      return this;
    }
  }

  private final HttpClient client;

  /**
   * @param tls trusts the suite's own authority, which stands before the blobs
   */
  Web(SSLContext tls) {
    client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
  }

  Answer get(URI uri, Map<String, String> headers) {
    return send("GET", uri, headers, null, new byte[0]);
  }

  Answer json(String method, URI uri, Map<String, String> headers, Object body) {
    return send(method, uri, headers, "application/json", write(body));
  }

  Answer send(
      String method, URI uri, Map<String, String> headers, @Nullable String type, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static byte[] write(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
