package io.artistos.local.host.sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Tells the test what happens in the app, and does what the test answers. */
final class Probe {

  private Probe() {}

  /**
   * Reports an event to the address in the resource {@code probe.url}, which the context class
   * loader has to find.
   *
   * @throws IllegalStateException when the test answers {@code fail}
   */
  static void tell(String event) throws IOException, InterruptedException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    String url;
    try (InputStream in = loader.getResourceAsStream("probe.url")) {
      if (in == null) {
        throw new IllegalStateException("the context class loader is not the app's");
      }
      url = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .POST(HttpRequest.BodyPublishers.ofString(event))
              .build();
      String verdict = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (verdict.equals("fail")) {
        throw new IllegalStateException("the test wants " + event + " to fail");
      }
    }
  }
}
