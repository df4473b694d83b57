package io.artistos.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Signs fans up as an embedded form does, each with an address of its own. Thread-safe. */
final class Signups {

  private static final int ACCEPTED = 202;
  private static final int OK = 200;

  /** A second is the least; what times it has whole seconds only. */
  private static final Duration FILLED_IN = Duration.ofMillis(2_100);

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong number = new AtomicLong();
  private final AtomicLong turn = new AtomicLong();

  /** What pages gave with the form that they showed last, by slug. */
  private final Map<String, String> forms = new ConcurrentHashMap<>();

  /**
   * Has pages show their forms and waits as long as a fan needs to fill one in: a page that gets
   * many forms that it did not show takes no more of them.
   */
  void look(URI app, List<String> slugs) throws IOException, InterruptedException {
    for (String slug : slugs) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(app + "/api/fan-pages/" + slug)).timeout(LIMIT).build();
      HttpResponse<String> page = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (page.statusCode() != OK) {
        throw new IOException("HTTP " + page.statusCode() + " " + page.body());
      }
      forms.put(slug, new ObjectMapper().readTree(page.body()).path("form").asText());
    }
    LockSupport.parkNanos(FILLED_IN.toNanos());
  }

  /** The same as {@link #signUp(URI)} at one of several pages, each in turn. */
  String signUp(URI app, List<String> slugs) throws IOException, InterruptedException {
    return signUp(app, slugs.get((int) (turn.incrementAndGet() % slugs.size())));
  }

  /**
   * Returns the address of a new fan, once its sign-up is answered 202.
   *
   * @param app without a slash at the end
   */
  String signUp(URI app) throws IOException, InterruptedException {
    return signUp(app, BenchSuite.SLUG);
  }

  private String signUp(URI app, String slug) throws IOException, InterruptedException {
    long n = number.incrementAndGet();
    String address = "fan." + run + "." + n + "@fans.example";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(app + "/api/fan-pages/" + slug + "/signups"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            // Fans come from all over the world; calls of one network are limited.
            .header("X-Local-Peer", "10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255))
            .POST(HttpRequest.BodyPublishers.ofString(body(address, forms.getOrDefault(slug, ""))))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != ACCEPTED) {
      throw new IOException("HTTP " + response.statusCode() + " " + response.body());
    }
    return address;
  }

  private static String body(String address, String form) {
    return """
        {"email":"%s","firstName":"Robin","consent":"2026-11.en","source":"https://fans.example/","form":"%s"}
        """
        .formatted(address, form);
  }
}
