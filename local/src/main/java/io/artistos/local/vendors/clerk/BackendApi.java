package io.artistos.local.vendors.clerk;

import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What stands in place of {@code https://api.clerk.com}: reading and deleting a user and the JWKS,
 * for whoever has the secret key (contracts, 3.3).
 */
final class BackendApi {

  static final String JWKS = "/v1/jwks";
  private static final String USERS = "/v1/users/";

  private final byte[] secretKey;
  private final Users users;
  private final SigningKeys keys;

  BackendApi(String secretKey, Users users, SigningKeys keys) {
    this.secretKey = secretKey.getBytes(StandardCharsets.UTF_8);
    this.users = users;
    this.keys = keys;
  }

  /**
   * Answers a request; {@code path} is the one below the API's base address.
   *
   * @throws Refusal when it is refused
   */
  Response answer(Request request, String path) {
    authorise(request.header("authorization"));
    if (path.equals(JWKS) && request.method().equals("GET")) {
      return Response.json(200, keys.jwks());
    }
    String id = path.startsWith(USERS) ? path.substring(USERS.length()) : "";
    if (!id.isEmpty() && id.indexOf('/') < 0) {
      switch (request.method()) {
        case "GET" -> {
          return users
              .find(id)
              .map(person -> Response.json(200, UserJson.user(person)))
              .orElseThrow(() -> Refusal.notFound("User"));
        }
        case "DELETE" -> {
          if (!users.delete(id)) {
            throw Refusal.notFound("User");
          }
          return Response.json(200, UserJson.deleted(id));
        }
        default -> {}
      }
    }
    return Response.text(
        404, request.method() + " " + path + " is not served by the local Clerk\n");
  }

  private void authorise(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      throw new Refusal(401, "authentication_invalid", "Invalid authentication");
    }
    byte[] key = authorization.substring("Bearer ".length()).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(key, secretKey)) {
      throw new Refusal(
          401,
          "clerk_key_invalid",
          "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is"
              + " correct.");
    }
  }
}
