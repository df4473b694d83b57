package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.clock.MovableClock;
import io.artistos.local.suite.ArtistRequest;
import io.artistos.local.suite.Ports;
import io.artistos.local.suite.Suite;
import io.artistos.local.vendors.clerk.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** One suite for all integration tests of this JVM, and how a client calls it. */
final class RunningSuite {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final RunningSuite INSTANCE = new RunningSuite();

  private final Path data;
  private final Suite suite;
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final HttpClient client;

  private RunningSuite() {
    try {
      data = Files.createTempDirectory(Path.of("target"), "suite").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    suite =
        Suite.start(
            new Suite.Options(
                packageFolder(),
                data,
                Path.of(System.getProperty("nodeModules")),
                Ports.free(),
                MovableClock.in(data.resolve("clock")),
                Map.of()),
            step -> {});
    // Trusts the suite's own authority: files go straight to storage, which speaks TLS.
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(suite.sslContext())
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
  }

  static RunningSuite get() {
    return INSTANCE;
  }

  /** Another one, for who changes what all others need. */
  static RunningSuite apart() {
    return new RunningSuite();
  }

  static Path packageFolder() {
    return Path.of(System.getProperty("packageFolder"));
  }

  Suite suite() {
    return suite;
  }

  /** Everything that the suite keeps, logs included. */
  Path data() {
    return data;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(suite.publicUrl() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String type, String body) {
    return send(
        request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> signUp(String slug, String json) {
    return post("/api/fan-pages/" + slug + "/signups", "application/json", json);
  }

  HttpResponse<String> signUp(String slug, Map<String, ?> fields) {
    return signUp(slug, write(fields));
  }

  /** A new artist, so that tests do not see each other's fans; gives the slug. */
  String newArtist() {
    String slug = "artist-" + random();
    owners.put(slug, person("artist@" + slug + ".example"));
    HttpResponse<String> created =
        send(
            request("/api/artists")
                .header("Authorization", asOwner(slug))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        write(ArtistRequest.of("Mira <Sol> & Band", slug)))));
    if (created.statusCode() != 201) {
      throw new IllegalStateException("no artist: " + created.statusCode() + created.body());
    }
    return slug;
  }

  /** The user id of who opened a {@link #newArtist}. */
  String ownerOf(String slug) {
    return Objects.requireNonNull(owners.get(slug), slug);
  }

  /** What the owner of a {@link #newArtist} sends in {@code Authorization}; for a minute. */
  String asOwner(String slug) {
    return as(ownerOf(slug));
  }

  /** What somebody of the platform's staff sends there. */
  String asStaff() {
    return as(newStaff());
  }

  /** The user id of somebody of the platform's staff. */
  String newStaff() {
    return suite
        .vendors()
        .clerk()
        .person(Profile.of("Stella", "Staff", anyAddress()).withSecondFactor().asStaff());
  }

  private String as(String user) {
    return "Bearer " + suite.vendors().clerk().token(user, true);
  }

  private String person(String email) {
    return suite.vendors().clerk().person(Profile.of("Mira", "Sol", email).withSecondFactor());
  }

  String anyAddress() {
    return "fan-" + random() + "@example.com";
  }

  /** The list of fans, as the artist sees it. */
  JsonNode fans(String slug, String query) {
    HttpResponse<String> list =
        send(
            request("/api/fans" + query)
                .header("Authorization", asOwner(slug))
                .header("Artist-Account", slug)
                .GET());
    if (list.statusCode() != 200) {
      throw new IllegalStateException("no list: " + list.statusCode() + list.body());
    }
    return read(list.body());
  }

  /** Cosmos operations since {@code before}, by kind and container, without those on metadata. */
  Map<String, Long> operationsSince(Map<String, Long> before) {
    Map<String, Long> cost = new TreeMap<>(operations());
    cost.replaceAll((operation, count) -> count - before.getOrDefault(operation, 0L));
    cost.values().removeIf(count -> count == 0);
    return cost;
  }

  Map<String, Long> operations() {
    Map<String, Long> all = new TreeMap<>(suite.cosmos().operations().snapshot());
    all.remove("metadata");
    return all;
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
