package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.vault.MovableClock;
import io.artistos.local.vendors.ResendOptions;
import io.artistos.local.vendors.VendorsServer;
import io.artistos.local.vendors.model.ModelOptions;
import io.artistos.local.vendors.spotify.SpotifyOptions;
import io.artistos.local.vendors.webhooks.Webhook;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The stand-in with a movable clock, its HTTP spoken by hand and tokens verified by the JDK. */
final class ClerkFixture implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T10:00:00.250Z");
  static final String SECRET = "sk_test_key";
  static final String APP = "http://127.0.0.1:7071";
  static final Profile MIRA = Profile.of("Mira", "Sol", "mira@mail.example");
  static final Profile JO = Profile.of("Jo", "Tarn", "jo@mail.example");

  private static final ObjectMapper JSON = new ObjectMapper();

  final MovableClock clock = new MovableClock(START);
  private final Path file;
  private final Optional<Webhook> webhook;
  private final HttpClient http = HttpClient.newHttpClient();
  private VendorsServer server;

  ClerkFixture(Path folder) {
    this(folder, Optional.empty());
  }

  ClerkFixture(Path folder, Optional<Webhook> webhook) {
    file = folder.resolve("vendors.mv");
    this.webhook = webhook;
    server = start();
  }

  private VendorsServer start() {
    List<URI> origins = List.of(URI.create(APP), URI.create("https://app.example"));
    return VendorsServer.start(
        new VendorsServer.Options(
            0,
            file,
            clock,
            new ResendOptions("re_test", 10, List.of()),
            new ModelOptions("sk-test"),
            new SpotifyOptions("the-app", "the-secret", List.of()),
            new ClerkOptions(SECRET, origins, webhook)));
  }

  Path keys() {
    return file.resolveSibling("clerk-vendors.mv.keys");
  }

  Clerk clerk() {
    return server.clerk();
  }

  void restart() {
    server.close();
    server = start();
  }

  HttpResponse<String> call(String method, URI uri, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Below the issuer. */
  HttpResponse<String> get(String path) throws Exception {
    return call("GET", URI.create(clerk().issuer() + path), "");
  }

  /** The backend API with the right key. */
  HttpResponse<String> api(String method, String path) throws Exception {
    return api(method, path, "Bearer " + SECRET);
  }

  HttpResponse<String> api(String method, String path, String authorization) throws Exception {
    URI uri = URI.create(clerk().backendUri() + path);
    return call(method, uri, "", "Authorization", authorization);
  }

  /** Below the frontend API, from a page of an origin unless that is empty. */
  HttpResponse<String> frontend(String method, String path, String origin) throws Exception {
    URI uri = URI.create(clerk().issuer() + "/v1" + path);
    return origin.isEmpty() ? call(method, uri, "") : call(method, uri, "", "Origin", origin);
  }

  HttpResponse<String> signIn(String form) throws Exception {
    return call(
        "POST", clerk().signInUri(), form, "Content-Type", "application/x-www-form-urlencoded");
  }

  /** Single quotes stand for double ones. */
  HttpResponse<String> control(String method, String path, String body) throws Exception {
    URI uri = URI.create(server.uri() + "/control/clerk" + path);
    return call(method, uri, body.replace('\'', '"'), "Content-Type", "application/json");
  }

  static JsonNode json(HttpResponse<String> response) throws Exception {
    return JSON.readTree(response.body());
  }

  JsonNode jwks() throws Exception {
    return json(get("/.well-known/jwks.json")).path("keys");
  }

  /** Whether a key of the JWKS, the one that the token names, signed it by RS256. */
  boolean verifies(String token) throws Exception {
    String[] parts = token.split("\\.", -1);
    for (JsonNode key : jwks()) {
      if (key.path("kid").equals(header(token).path("kid"))) {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(open(key));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        byte[] signed = Base64.getUrlDecoder().decode(parts[2]);
        return signed.length == 256 && signature.verify(signed);
      }
    }
    return false;
  }

  static RSAPublicKey open(JsonNode key) throws Exception {
    RSAPublicKeySpec spec = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
    return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
  }

  static JsonNode header(String token) throws Exception {
    return part(token, 0);
  }

  static JsonNode claims(String token) throws Exception {
    return part(token, 1);
  }

  private static JsonNode part(String token, int index) throws Exception {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
  }

  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
