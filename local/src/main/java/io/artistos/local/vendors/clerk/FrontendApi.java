package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page of the application calls, at {@code /clerk/v1}: whom this browser is signed in as, a
 * token each minute, signing out. Pages of the application's origins may read the answers. Unlike
 * Clerk it takes the session's id for proof, without the browser's cookie, so that a shell can ask
 * for tokens too.
 */
final class FrontendApi {

  /** Holds the session's id. */
  static final String COOKIE = "__client";

  private static final Pattern SESSION =
      Pattern.compile("/client/sessions/(sess_[0-9A-Za-z]+)/(tokens|end)");

  private final Clerk clerk;
  private final Users users;
  private final Origins origins;

  FrontendApi(Clerk clerk, Users users, Origins origins) {
    this.clerk = clerk;
    this.users = users;
    this.origins = origins;
  }

  /** Answers a request; {@code path} is the one below {@code /clerk/v1}. */
  Response answer(Request request, String path) {
    String origin = request.header("origin");
    Response response;
    try {
      response = route(request, path, origin);
    } catch (Refusal e) {
      response = e.response();
    }
    response = response.with("Cache-Control", "no-store").with("Vary", "Origin");
    return origin == null || !origins.contains(origin)
        ? response
        : response
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Allow-Credentials", "true");
  }

  private Response route(Request request, String path, @Nullable String origin) {
    if (request.method().equals("OPTIONS")) {
      return Response.empty(204)
          .with("Access-Control-Allow-Methods", "GET, POST")
          .with("Access-Control-Allow-Headers", "Content-Type")
          .with("Access-Control-Max-Age", "600");
    }
    if (path.equals("/client") && request.method().equals("GET")) {
      return client(cookie(request).flatMap(users::active));
    }
    Matcher session = SESSION.matcher(path);
    if (!session.matches() || !request.method().equals("POST")) {
      return Response.text(
          404, request.method() + " " + request.path() + " is not served by the local Clerk\n");
    }
    String id = session.group(1);
    if (session.group(2).equals("end")) {
      if (!users.signOut(id)) {
        throw Refusal.notFound("Session");
      }
      return client(Optional.empty()).with("Set-Cookie", cookie("") + "; Max-Age=0");
    }
    ObjectNode token = JsonNodeFactory.instance.objectNode().put("object", "token");
    return Response.json(200, token.put("jwt", clerk.token(active(id), origin)));
  }

  private ClerkStore.Session active(String id) {
    return users.active(id).orElseThrow(() -> Refusal.notFound("Session"));
  }

  private Response client(Optional<ClerkStore.Session> session) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode client = answer.putObject("response").put("object", "client");
    ArrayNode sessions = client.putArray("sessions");
    session.ifPresent(each -> sessions.add(json(each)));
    client.put("last_active_session_id", session.map(ClerkStore.Session::id).orElse(null));
    return Response.json(200, answer);
  }

  private ObjectNode json(ClerkStore.Session session) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", session.id()).put("object", "session").put("status", "active");
    users
        .find(session.user())
        .ifPresent(
            person -> {
              ObjectNode user = UserJson.user(person);
              user.remove("private_metadata");
              node.set("user", user);
            });
    return node.put("created_at", session.startedAt())
        .put("expire_at", session.startedAt() + Users.SESSION_LIFE.toMillis());
  }

  /** The cookie for a session, for this server's part only and for no script. */
  static String cookie(String session) {
    return COOKIE + "=" + session + "; Path=/clerk; HttpOnly; SameSite=Lax";
  }

  private static Optional<String> cookie(Request request) {
    String prefix = COOKIE + "=";
    return request.headers().getOrDefault("cookie", List.of()).stream()
        .flatMap(header -> Arrays.stream(header.split(";\\s*", -1)))
        .filter(pair -> pair.startsWith(prefix))
        .map(pair -> pair.substring(prefix.length()))
        .findFirst();
  }
}
