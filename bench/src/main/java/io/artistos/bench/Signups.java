package io.artistos.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Signs fans up as an embedded form does, each with an address of its own. Thread-safe. */
final class Signups {

  private static final int ACCEPTED = 202;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong number = new AtomicLong();

  /**
   * Returns the address of a new fan, once its sign-up is answered 202.
   *
   * @param app without a slash at the end
   */
  String signUp(URI app) throws IOException, InterruptedException {
    return signUp(app, BenchSuite.SLUG);
  }

  /** The same at another artist's page. */
  String signUp(URI app, String slug) throws IOException, InterruptedException {
    long n = number.incrementAndGet();
    String address = "fan." + run + "." + n + "@fans.example";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(app + "/api/fan-pages/" + slug + "/signups"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            // Fans come from all over the world; calls of one network are limited.
            .header("X-Local-Peer", "10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255))
            .POST(HttpRequest.BodyPublishers.ofString(body(address)))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != ACCEPTED) {
      throw new IOException("HTTP " + response.statusCode() + " " + response.body());
    }
    return address;
  }

  private static String body(String address) {
    return """
        {"email":"%s","firstName":"Robin","consent":"2026-11.en","source":"https://fans.example/"}
        """
        .formatted(address);
  }
}
