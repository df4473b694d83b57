package io.artistos.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.vault.OwnerOnlyFiles;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The artist that a fresh suite starts with, opened through the app's own API by somebody who
 * signed in, and an API key that reads the fans.
 */
final class DemoArtist {

  private static final String EMAIL = "mira@band.example";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Suite suite;

  private DemoArtist(Suite suite) {
    this.suite = suite;
  }

  /**
   * Opens the account unless it is there, as it is after the first start.
   *
   * @param keyFile where the key's text is kept, for its owner only
   * @return the key's text
   * @throws IllegalStateException when the app answers anything unexpected
   */
  static String ensure(Suite suite, Path keyFile) {
    DemoArtist demo = new DemoArtist(suite);
    try {
      if (!Files.exists(keyFile)) {
        demo.open();
        OwnerOnlyFiles.write(keyFile, demo.key().getBytes(StandardCharsets.UTF_8));
      }
      return Files.readString(keyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void open() throws IOException, InterruptedException {
    Map<String, String> artist =
        ArtistRequest.of("Mira Sol", Suite.DEMO, "Songs for night trains. New record this spring.");
    int status = post("/api/artists", artist).statusCode();
    if (status != 201 && status != 409) {
      throw new IllegalStateException("the demo artist could not be made: HTTP " + status);
    }
  }

  private String key() throws IOException, InterruptedException {
    HttpResponse<String> made =
        post("/api/keys", Map.of("name", "demo", "scopes", List.of("fans.read")));
    JsonNode key = JSON.readTree(made.body()).path("key");
    if (made.statusCode() != 201 || !key.isTextual()) {
      throw new IllegalStateException("no key for the demo artist: HTTP " + made.statusCode());
    }
    return key.asText();
  }

  private HttpResponse<String> post(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    Clerk clerk = suite.vendors().clerk();
    String owner =
        clerk
            .personWith(EMAIL)
            .orElseGet(() -> clerk.person(Profile.of("Mira", "Sol", EMAIL).withSecondFactor()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(suite.publicUrl().resolve(path))
              .header("Authorization", "Bearer " + clerk.token(owner, true))
              .header("Artist-Account", Suite.DEMO)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
