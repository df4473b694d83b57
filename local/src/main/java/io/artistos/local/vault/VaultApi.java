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
      response = Response.json(200, route(vault, request));
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
   * {@code /secrets/name[/[version]]} and {@code /keys/name[/[version[/operation]]]}; the version
   * may be empty between two slashes, which means the latest.
   */
  private ObjectNode route(URI vault, Request request) {
    String[] path = request.path().substring(1).split("/", -1);
    String name = path.length > 1 ? path[1] : "";
    String third = path.length > 2 ? path[2] : "";
    String operation = path.length > 3 ? path[3] : "";
    if (name.isEmpty() || path.length > 4) {
      throw notServed(request);
    }
    String call = request.method() + " " + path[0] + (path.length > 3 ? "/" + operation : "");
    return switch (call) {
      case "GET secrets" -> secrets.get(vault, name, third);
      case "PUT secrets" -> {
        if (!third.isEmpty()) {
          throw notServed(request);
        }
        yield secrets.set(vault, name, body(request));
      }
      case "GET keys" -> keys.get(vault, name, third);
      case "POST keys" ->
          switch (third) {
            case "create" -> keys.create(vault, name, body(request));
            case "rotate" -> keys.rotate(vault, name);
            default -> throw notServed(request);
          };
      case "POST keys/wrapkey" -> keys.wrap(vault, name, third, body(request));
      case "POST keys/unwrapkey" -> keys.unwrap(vault, name, third, body(request));
      default -> throw notServed(request);
    };
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
