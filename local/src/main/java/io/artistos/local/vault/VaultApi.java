package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Key Vault's REST API (contracts, 7.2 and 7.3): who may call, and which call it is. */
final class VaultApi {

  /**
   * The audience of the vault's tokens. The SDKs want the vault's host to end with a dot and this
   * host, which {@code vault.localhost} does.
   */
  static final String RESOURCE = "https://localhost";

  private static final Logger LOG = Logger.getLogger(VaultApi.class.getName());

  private static final String CHALLENGE =
      "Bearer authorization=\"https://login.microsoftonline.com/"
          + Tokens.TENANT
          + "\", resource=\""
          + RESOURCE
          + "\"";

  /** The shapes served are those of 7.x; a later dated version may differ. */
  private static final List<String> API_VERSIONS = List.of("7.4", "7.5", "7.6");

  private static final String DELETED = "deleted";

  private final Tokens tokens;
  private final Secrets secrets;
  private final Keys keys;

  VaultApi(Tokens tokens, Secrets secrets, Keys keys) {
    this.tokens = tokens;
    this.secrets = secrets;
    this.keys = keys;
  }

  Response handle(URI vault, Request request) {
    String refusal = refusal(request.header("authorization"));
    if (refusal != null) {
      LOG.fine(() -> "vault: challenged " + request.method() + ", " + refusal);
      return new VaultException(401, "Unauthorized", refusal)
          .response()
          .with("WWW-Authenticate", CHALLENGE);
    }
    Response response;
    try {
      String version = request.query("api-version");
      if (version == null || !API_VERSIONS.contains(version)) {
        throw VaultException.badParameter(
            "api-version must be one of " + API_VERSIONS + ", not " + version);
      }
      response = route(vault, request);
    } catch (VaultException e) {
      response = e.response();
    }
    int status = response.status();
    LOG.info(() -> "vault: " + request.method() + " " + request.path() + " " + status);
    return response.with("Cache-Control", "no-store");
  }

  private @Nullable String refusal(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return "AKV10000: Request is missing a Bearer or PoP token.";
    }
    return tokens.refusal(authorization.substring(7).strip(), RESOURCE);
  }

  /**
   * {@code /secrets[/name[/version]]} and {@code /keys[/name[/version[/operation]]]}, where an
   * empty version is the latest one; {@code /deletedsecrets} and {@code /deletedkeys}.
   */
  private Response route(URI vault, Request request) {
    String[] path = request.path().substring(1).split("/", -1);
    boolean deleted = path[0].startsWith(DELETED);
    String kind = deleted ? path[0].substring(DELETED.length()) : path[0];
    if (path.length > 4 || !(kind.equals("secrets") || kind.equals("keys"))) {
      throw notServed(request);
    }
    Lifecycle lifecycle = kind.equals("secrets") ? secrets.lifecycle() : keys.lifecycle();
    String name = path.length > 1 ? path[1] : "";
    String third = path.length > 2 ? path[2] : "";
    if (name.isEmpty()) {
      if (!request.method().equals("GET")) {
        throw notServed(request);
      }
      return Response.json(
          200, deleted ? lifecycle.listDeleted(vault, request) : lifecycle.list(vault, request));
    }
    if (deleted) {
      return deleted(vault, request, lifecycle, name, third);
    }
    if (path.length == 4) {
      return Response.json(200, operation(vault, request, kind, path));
    }
    ObjectNode answer =
        switch (request.method() + " " + kind) {
          case "GET secrets", "GET keys" ->
              third.equals("versions")
                  ? lifecycle.versions(vault, name, request)
                  : kind.equals("secrets")
                      ? secrets.get(vault, name, third)
                      : keys.get(vault, name, third);
          case "PATCH secrets", "PATCH keys" -> lifecycle.update(vault, name, third, body(request));
          case "DELETE secrets", "DELETE keys" -> {
            only(third.isEmpty(), request);
            yield lifecycle.delete(vault, name);
          }
          case "PUT secrets" -> {
            only(third.isEmpty(), request);
            yield secrets.set(vault, name, body(request));
          }
          case "POST keys" ->
              switch (third) {
                case "create" -> keys.create(vault, name, body(request));
                case "rotate" -> keys.rotate(vault, name);
                default -> throw notServed(request);
              };
          default -> throw notServed(request);
        };
    return Response.json(200, answer);
  }

  private static Response deleted(
      URI vault, Request request, Lifecycle lifecycle, String name, String third) {
    return switch (request.method() + " " + third) {
      case "GET " -> Response.json(200, lifecycle.deleted(vault, name));
      case "POST recover" -> Response.json(200, lifecycle.recover(vault, name));
      case "DELETE " -> {
        lifecycle.purge(name);
        yield Response.empty(204);
      }
      default -> throw notServed(request);
    };
  }

  private ObjectNode operation(URI vault, Request request, String kind, String[] path) {
    return switch (request.method() + " " + kind + "/" + path[3]) {
      case "POST keys/wrapkey" -> keys.wrap(vault, path[1], path[2], body(request));
      case "POST keys/unwrapkey" -> keys.unwrap(vault, path[1], path[2], body(request));
      default -> throw notServed(request);
    };
  }

  private static void only(boolean served, Request request) {
    if (!served) {
      throw notServed(request);
    }
  }

  private static VaultException notServed(Request request) {
    return VaultException.notServed(request.method() + " " + request.path());
  }

  private static JsonNode body(Request request) {
    try {
      JsonNode body = Json.parse(request.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      LOG.fine(() -> "vault: unreadable body, " + e.getClass().getSimpleName());
    }
    throw VaultException.badParameter("The request body is not a JSON object.");
  }
}
