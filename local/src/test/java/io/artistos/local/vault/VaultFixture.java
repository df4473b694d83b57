package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.tls.LocalAuthority;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** A vault with a movable clock, and its REST API spoken by hand on 127.0.0.1. */
final class VaultFixture implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  final MovableClock clock = new MovableClock(START);

  /** What identity tokens go by. */
  final MovableClock machine = new MovableClock(START);

  private final LocalAuthority authority;
  private final Path folder;
  private final HttpClient http;
  VaultServer server;

  VaultFixture(LocalAuthority authority, Path folder) {
    this.authority = authority;
    this.folder = folder;
    http = HttpClient.newBuilder().sslContext(authority.sslContext()).build();
    server = start();
  }

  void restart() {
    server.close();
    server = start();
  }

  private VaultServer start() {
    return VaultServer.start(new VaultServer.Options(0, 0, folder, authority, clock, machine));
  }

  String token(String resource) throws Exception {
    return json(identity(resource)).path("access_token").asText();
  }

  HttpResponse<String> identity(String resource) throws Exception {
    String query =
        "?api-version=2019-08-01&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    return identity("GET", query, server.identityHeader());
  }

  HttpResponse<String> identity(String method, String query, String header) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.identityEndpoint() + query))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("X-IDENTITY-HEADER", header)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A call with a good token; {@code path} without the query. */
  HttpResponse<String> call(String method, String path, String body) throws Exception {
    return send(
        request(method, path + "?api-version=7.6", body)
            .header("Authorization", "Bearer " + token("https://localhost"))
            .build());
  }

  HttpRequest.Builder request(String method, String pathAndQuery, String body) {
    String base = "https://127.0.0.1:" + server.vaultUri().getPort();
    return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
