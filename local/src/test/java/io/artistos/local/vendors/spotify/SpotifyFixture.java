package io.artistos.local.vendors.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.Request;
import io.artistos.local.vault.MovableClock;
import io.artistos.local.vendors.ResendOptions;
import io.artistos.local.vendors.VendorsServer;
import io.artistos.local.vendors.clerk.ClerkOptions;
import io.artistos.local.vendors.model.ModelOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stand-in with a movable clock, and its HTTP spoken by hand. */
final class SpotifyFixture implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final String CLIENT = "the-app";
  static final String SECRET = "the-secret";
  static final String CALLBACK = "http://127.0.0.1:7071/spotify/callback";

  /** A verifier of 43 characters and its challenge: the example of RFC 7636, appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

  final MovableClock clock = new MovableClock(START);
  private final Path file;
  private final HttpClient http = HttpClient.newHttpClient();
  private VendorsServer server;

  SpotifyFixture(Path folder) {
    file = folder.resolve("vendors.mv");
    server = start();
  }

  private VendorsServer start() {
    SpotifyOptions app =
        new SpotifyOptions(
            CLIENT, SECRET, List.of(URI.create(CALLBACK), URI.create("https://app.example/cb")));
    return VendorsServer.start(
        new VendorsServer.Options(
            0,
            file,
            clock,
            new ResendOptions("re_test", 10, List.of()),
            new ModelOptions("sk-test"),
            app,
            new ClerkOptions("sk_test_key", List.of(URI.create("http://127.0.0.1:7071")))));
  }

  Path file() {
    return file.resolveSibling("spotify-vendors.mv");
  }

  Spotify spotify() {
    return server.spotify();
  }

  void restart() {
    server.close();
    server = start();
  }

  /** A sound request for consent with PKCE; {@code changes} are names and values in turn. */
  static Map<String, String> request(String... changes) {
    Map<String, String> request = new TreeMap<>();
    request.put("client_id", CLIENT);
    request.put("response_type", "code");
    request.put("redirect_uri", CALLBACK);
    request.put("state", "s-1");
    request.put("scope", "user-read-private user-read-email");
    request.put("code_challenge_method", "S256");
    request.put("code_challenge", CHALLENGE);
    return with(request, changes);
  }

  static Map<String, String> withoutPkce() {
    Map<String, String> request = request();
    request.remove("code_challenge");
    request.remove("code_challenge_method");
    return request;
  }

  static Map<String, String> with(Map<String, String> request, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      request.put(changes[i], changes[i + 1]);
    }
    return request;
  }

  HttpResponse<String> authorize(Map<String, String> request) throws Exception {
    return call("GET", spotify().accountsUri() + "/authorize?" + form(request), "");
  }

  HttpResponse<String> decide(Map<String, String> request, String decision) throws Exception {
    return decide(request, decision, Account.MIRA);
  }

  HttpResponse<String> decide(Map<String, String> request, String decision, Account account)
      throws Exception {
    Map<String, String> form = new TreeMap<>(request);
    return call(
        "POST",
        spotify().accountsUri() + "/authorize",
        form(with(form, "decision", decision, "account", account.id())),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  /** Consents as Mira and gives the code. */
  String code(Map<String, String> request) throws Exception {
    return code(request, Account.MIRA);
  }

  String code(Map<String, String> request, Account account) throws Exception {
    return parameters(decide(request, "agree", account)).getOrDefault("code", List.of()).getFirst();
  }

  /** What the redirect's query says. */
  static Map<String, List<String>> parameters(HttpResponse<String> redirect) {
    assertThat(redirect.statusCode()).isEqualTo(303);
    String location = redirect.headers().firstValue("Location").orElseThrow();
    return Request.parseForm(URI.create(location).getRawQuery());
  }

  /** Calls the token endpoint with the secret. */
  HttpResponse<String> confidential(String... form) throws Exception {
    return token(BASIC, form);
  }

  /** Calls the token endpoint by name only. */
  HttpResponse<String> open(String... form) throws Exception {
    List<String> named = new ArrayList<>(List.of(form));
    named.addAll(List.of("client_id", CLIENT));
    return token("", named.toArray(String[]::new));
  }

  HttpResponse<String> token(String authorization, String... form) throws Exception {
    List<String> headers =
        new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    if (!authorization.isEmpty()) {
      headers.addAll(List.of("Authorization", authorization));
    }
    return call(
        "POST",
        spotify().accountsUri() + "/api/token",
        form(with(new TreeMap<>(), form)),
        headers.toArray(String[]::new));
  }

  /** Exchanges a code with verifier and without secret. */
  HttpResponse<String> exchange(String code) throws Exception {
    return open(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        CALLBACK,
        "code_verifier",
        VERIFIER);
  }

  /** The tokens of a fresh consent with PKCE. */
  JsonNode connected() throws Exception {
    return json(exchange(code(request())));
  }

  HttpResponse<String> refresh(String token) throws Exception {
    return open("grant_type", "refresh_token", "refresh_token", token);
  }

  String appToken() throws Exception {
    return json(confidential("grant_type", "client_credentials")).path("access_token").asText();
  }

  HttpResponse<String> api(String token, String path) throws Exception {
    return call("GET", spotify().apiUri() + path, "", "Authorization", "Bearer " + token);
  }

  HttpResponse<String> control(String method, String path, String body) throws Exception {
    return call(
        method,
        server.uri() + "/control/spotify" + path,
        body.replace('\'', '"'),
        "Content-Type",
        "application/json");
  }

  HttpResponse<String> call(String method, String uri, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String form(Map<String, String> values) {
    StringBuilder form = new StringBuilder();
    values.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return form.toString();
  }

  static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  /** Status and {@code error} of an answer of the token endpoint. */
  static String refusal(HttpResponse<String> response) throws Exception {
    assertThat(json(response).path("error_description").isTextual()).isTrue();
    return response.statusCode() + " " + json(response).path("error").asText();
  }

  /** Status and message of an error of the API. */
  static String apiRefusal(HttpResponse<String> response) throws Exception {
    JsonNode error = json(response).path("error");
    assertThat(error.path("status").asInt()).isEqualTo(response.statusCode());
    return response.statusCode() + " " + error.path("message").asText();
  }

  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
