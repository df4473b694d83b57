package io.artistos.local.vault;

import io.artistos.local.faults.Fault;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The managed identity endpoint of App Service and Functions, api-version 2019-08-01 (contracts,
 * 7.1). Errors are {@code {"statusCode":400,"message":"…"}}.
 */
final class IdentityEndpoint {

  static final String PATH = "/msi/token";

  private static final Logger LOG = Logger.getLogger(IdentityEndpoint.class.getName());
  private static final String API_VERSION = "2019-08-01";

  private final Tokens tokens;
  private final String secretHeader;

  IdentityEndpoint(Tokens tokens, String secretHeader) {
    this.tokens = tokens;
    this.secretHeader = secretHeader;
  }

  Response handle(Request request) {
    if (!request.path().equals(PATH)) {
      return error(404, request.path() + " is not served; tokens are at " + PATH);
    }
    if (!request.method().equals("GET")) {
      return error(405, request.method() + " is not allowed, GET is").with("Allow", "GET");
    }
    if (!headerMatches(request.header("x-identity-header"))) {
      return error(401, "X-IDENTITY-HEADER is missing or wrong");
    }
    String version = request.query("api-version");
    if (!API_VERSION.equals(version)) {
      return error(400, "api-version must be " + API_VERSION + ", not " + version);
    }
    String resource = request.query("resource");
    if (resource == null || resource.isBlank()) {
      return error(400, "resource is required");
    }
    for (String absent : List.of("mi_res_id", "principal_id", "object_id")) {
      if (request.query(absent) != null) {
        return error(400, absent + " is not served; name the identity by client_id");
      }
    }
    return token(resource, request.query("client_id"));
  }

  private Response token(String resource, @Nullable String clientId) {
    if (clientId != null && !isUuid(clientId)) {
      return error(400, "client_id is not a GUID");
    }
    String client = clientId == null ? Tokens.SYSTEM_CLIENT : clientId;
    Tokens.Issued issued = tokens.issue(resource, client);
    LOG.info(() -> "identity: token for " + resource);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("access_token", issued.token());
    body.put("expires_on", Long.toString(issued.expires().getEpochSecond()));
    body.put("resource", resource);
    body.put("token_type", "Bearer");
    body.put("client_id", client);
    return Response.json(200, body).with("Cache-Control", "no-store");
  }

  private boolean headerMatches(@Nullable String sent) {
    return sent != null
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), secretHeader.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static Response onDemand(Fault fault, String path) {
    return error(fault.status(), Objects.requireNonNullElse(fault.name(), "this was asked for"));
  }

  private static Response error(int status, String message) {
    return Response.json(status, Map.of("statusCode", status, "message", message));
  }
}
