package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.vault.MovableClock;
import io.artistos.local.vendors.clerk.ClerkOptions;
import io.artistos.local.vendors.model.ModelOptions;
import io.artistos.local.vendors.spotify.SpotifyOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The stand-ins with a movable clock, and their HTTP spoken by hand. */
final class VendorsFixture implements AutoCloseable {

  static final String KEY = "re_test";
  static final List<String> SENDERS = List.of("band.example");
  static final ResendOptions RESEND = new ResendOptions(KEY, 1000, SENDERS);
  static final ModelOptions MODEL = new ModelOptions("sk-test");
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  static final String CALLBACK = "http://127.0.0.1:7071/spotify/callback";
  static final SpotifyOptions SPOTIFY =
      new SpotifyOptions("the-app", "the-secret", List.of(URI.create(CALLBACK)));

  static final ClerkOptions CLERK =
      new ClerkOptions("sk_test_key", List.of(URI.create("http://127.0.0.1:7071")));

  /** What makes a mail valid and nothing more. */
  static final String MAIL =
      "{'from':'Band <news@band.example>','to':'fan@mail.example','subject':'Hi','text':'Hello'}"
          .replace('\'', '"');

  final MovableClock clock = new MovableClock(START);
  private final Path file;
  private final ResendOptions resend;
  private final HttpClient http = HttpClient.newHttpClient();
  VendorsServer server;

  VendorsFixture(Path folder, int requestsPerSecond) {
    this(folder, new ResendOptions(KEY, requestsPerSecond, SENDERS));
  }

  VendorsFixture(Path folder, ResendOptions resend) {
    this.file = folder.resolve("mail.mv");
    this.resend = resend;
    this.server = start();
  }

  void restart() {
    server.close();
    server = start();
  }

  private VendorsServer start() {
    return VendorsServer.start(
        new VendorsServer.Options(0, file, clock, resend, MODEL, SPOTIFY, CLERK));
  }

  /** A call of Resend's API with key; {@code headers} are names and values in turn. */
  HttpResponse<String> resend(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.resendUri() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + KEY);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(String body, String... headers) throws Exception {
    return resend("POST", "/emails", body, headers);
  }

  HttpResponse<String> sendBatch(String body, String... headers) throws Exception {
    return resend("POST", "/emails/batch", body, headers);
  }

  /** A call below {@code /control}, with a body when it is not empty. */
  HttpResponse<String> control(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/control" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Adds a fault over HTTP; single quotes stand for double ones. */
  void fault(String json) throws Exception {
    HttpResponse<String> added = control("POST", "/faults", json.replace('\'', '"'));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
  }

  HttpResponse<String> inbox(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The valid mail with one field more or other; {@code value} is JSON with single quotes. */
  static String mailWith(String field, String value) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode mail = (ObjectNode) mapper.readTree(MAIL);
    mail.set(field, mapper.readTree(value.replace('\'', '"')));
    return mail.toString();
  }

  static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  /** The id in the answer to a single send. */
  static String id(HttpResponse<String> response) throws Exception {
    return json(response).path("id").asText();
  }

  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
