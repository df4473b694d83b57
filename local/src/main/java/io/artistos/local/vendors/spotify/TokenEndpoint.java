package io.artistos.local.vendors.spotify;

import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/token} (contracts, 2.1). A client with wrong credentials is answered 400 {@code
 * invalid_client}, as Spotify does, where RFC 6749 has 401.
 */
final class TokenEndpoint {

  private final SpotifyOptions app;
  private final Grants grants;
  private final BooleanSupplier rotateConfidential;

  TokenEndpoint(SpotifyOptions app, Grants grants, BooleanSupplier rotateConfidential) {
    this.app = app;
    this.grants = grants;
    this.rotateConfidential = rotateConfidential;
  }

  /** Which grant a request asks for, empty when none is named. */
  static String grantType(Request request) {
    try {
      String type = optional(Request.parseForm(request.text()), "grant_type");
      return type == null ? "" : type;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * @throws Refusal in the token endpoint's shape
   */
  Response answer(Request request) {
    if (!request.method().equals("POST")) {
      throw Refusal.token(405, "invalid_request", "only POST is allowed").with("Allow", "POST");
    }
    String type = request.header("content-type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw Refusal.token(
          415, "invalid_request", "the body must be application/x-www-form-urlencoded");
    }
    Map<String, List<String>> form = form(request);
    boolean authenticated = authenticate(request.header("authorization"), form);
    Grants.Tokens tokens =
        switch (grantType(request)) {
          case "authorization_code" ->
              grants.exchange(
                  app.clientId(),
                  required(form, "code"),
                  required(form, "redirect_uri"),
                  optional(form, "code_verifier"),
                  authenticated);
          case "refresh_token" ->
              grants.refresh(
                  app.clientId(),
                  required(form, "refresh_token"),
                  authenticated,
                  rotateConfidential.getAsBoolean());
          case "client_credentials" -> {
            if (!authenticated) {
              throw Refusal.token(400, "invalid_client", "Invalid client secret");
            }
            yield grants.appToken();
          }
          default ->
              throw Refusal.token(
                  400,
                  "unsupported_grant_type",
                  "grant_type must be client_credentials, authorization_code or refresh_token");
        };
    return Response.json(200, body(tokens)).with("Cache-Control", "no-store");
  }

  private static Map<String, Object> body(Grants.Tokens tokens) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", tokens.accessToken());
    body.put("token_type", "Bearer");
    body.put("expires_in", Grants.ACCESS_LIFE.toSeconds());
    if (tokens.scope() != null) {
      body.put("scope", tokens.scope());
    }
    if (tokens.refreshToken() != null) {
      body.put("refresh_token", tokens.refreshToken());
    }
    return body;
  }

  /** True with the secret, false for the mere name that a client without one gives. */
  private boolean authenticate(@Nullable String header, Map<String, List<String>> form) {
    String named = optional(form, "client_id");
    if (named != null && !named.equals(app.clientId())) {
      throw invalidClient("Invalid client");
    }
    if (header == null) {
      if (named == null) {
        throw invalidClient("Invalid client");
      }
      return false;
    }
    if (!Secrets.same(header, basic())) {
      throw invalidClient("Invalid client secret");
    }
    return true;
  }

  private String basic() {
    byte[] pair = (app.clientId() + ":" + app.clientSecret()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static Refusal invalidClient(String description) {
    return Refusal.token(400, "invalid_client", description);
  }

  private static Map<String, List<String>> form(Request request) {
    try {
      return Request.parseForm(request.text());
    } catch (IllegalArgumentException e) {
      throw Refusal.token(400, "invalid_request", "the body is not a form");
    }
  }

  private static String required(Map<String, List<String>> form, String name) {
    String value = optional(form, name);
    if (value == null || value.isEmpty()) {
      throw Refusal.token(400, "invalid_request", name + " must be supplied");
    }
    return value;
  }

  private static @Nullable String optional(Map<String, List<String>> form, String name) {
    List<String> values = form.get(name);
    return values == null ? null : values.getFirst();
  }
}
