package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.functions.suite.PackagedFunctions.Body;
import io.artistos.functions.suite.PackagedFunctions.Function;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of any function by anybody, each from a network of its own. */
record IsolationCalls(RunningSuite suite, AtomicInteger made) {

  private static final int TOO_MANY = 429;

  /** With the body that the documentation gives as an example. */
  HttpResponse<String> call(
      Function function, List<String> path, Supplier<String> credential, @Nullable String slug) {
    return call(
        function, function.path(path), function.example().map(Body::text), credential, slug);
  }

  /**
   * @param credential what stands in {@code Authorization}, empty for nothing; asked anew when the
   *     app says that these were too many calls and the clock was moved on
   * @param slug in {@code Artist-Account}; null for none
   */
  HttpResponse<String> call(
      Function function,
      String path,
      Optional<String> body,
      Supplier<String> credential,
      @Nullable String slug) {
    return call(function, path, body, credential, slug, Map.of());
  }

  /**
   * The same with other headers.
   *
   * @param others in the place of what is sent otherwise
   */
  HttpResponse<String> call(
      Function function,
      String path,
      Optional<String> body,
      Supplier<String> credential,
      @Nullable String slug,
      Map<String, String> others) {
    while (true) {
      int n = made.incrementAndGet();
      HttpRequest.Builder request =
          suite
              .request(path)
              .header("X-Local-Peer", "10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255))
              .header("If-Match", "*");
      String authorization = credential.get();
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      if (slug != null) {
        request.header("Artist-Account", slug);
      }
      function.example().ifPresent(example -> request.header("Content-Type", example.mediaType()));
      others.forEach(request::setHeader);
      HttpResponse<String> answer =
          suite.send(
              request.method(
                  function.method(),
                  body.map(HttpRequest.BodyPublishers::ofString)
                      .orElse(HttpRequest.BodyPublishers.noBody())));
      if (answer.statusCode() != TOO_MANY) {
        return answer;
      }
      long seconds = Long.parseLong(answer.headers().firstValue("retry-after").orElseThrow());
      suite.suite().clock().moveBy(Duration.ofSeconds(seconds));
    }
  }

  JsonNode get(Supplier<String> credential, String slug, String path) {
    HttpResponse<String> answer =
        suite.send(
            suite
                .request(path)
                .header("Authorization", credential.get())
                .header("Artist-Account", slug)
                .GET());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + answer.body());
    }
    return RunningSuite.read(answer.body());
  }
}
