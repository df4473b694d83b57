package io.artistos.local.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The artist that a fresh suite starts with, opened through the app's own operator endpoint. */
final class DemoArtist {

  private DemoArtist() {}

  /**
   * Opens the account unless its slug is taken, as it is after the first start.
   *
   * @throws IllegalStateException when the app answers anything else
   */
  static void ensure(URI app, String operatorKey) {
    Map<String, String> artist =
        Map.of(
            "artistName", "Mira Sol",
            "slug", Suite.DEMO,
            "email", "mira@band.example",
            "timeZone", "Europe/London",
            "postalAddress", "12 Harbour Lane, Bristol BS1 4RW, United Kingdom",
            "intro", "Songs for night trains. New record this spring.");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(app.resolve("/api/artists"))
              .header("x-functions-key", operatorKey)
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      new ObjectMapper().writeValueAsString(artist)))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 201 && status != 409) {
        throw new IllegalStateException("the demo artist could not be made: HTTP " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
