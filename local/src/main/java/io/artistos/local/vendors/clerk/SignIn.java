package io.artistos.local.vendors.clerk;

import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.pages.Html;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page to sign in on. {@code GET} shows, its buttons {@code POST}; afterwards the browser is at
 * the {@code redirect_url}, when it is at one of the application's origins, or at a page with the
 * session. Nobody is ever sent to another address.
 */
final class SignIn {

  /** Where the pages are, on this server. */
  static final String PATH = Clerk.BASE + "/sign-in";

  static final String SESSION = PATH + "/session";
  static final String STYLE = PATH + "/style.css";
  static final String REDIRECT = "redirect_url";

  private final Clerk clerk;
  private final Users users;
  private final Origins origins;

  SignIn(Clerk clerk, Users users, Origins origins) {
    this.clerk = clerk;
    this.users = users;
    this.origins = origins;
  }

  /** Answers a request below {@link #PATH}. */
  Response answer(Request request) {
    try {
      return switch (request.method() + " " + request.path()) {
        case "GET " + STYLE -> SignInPages.FRAME.style();
        case "GET " + PATH, "HEAD " + PATH -> choose(request.query(REDIRECT), "", 200);
        case "GET " + SESSION -> session(request.query("id"));
        case "POST " + PATH -> signIn(Request.parseForm(request.text()));
        default -> page(404, SignInPages.error("There is no such page."));
      };
    } catch (IllegalArgumentException e) {
      return page(400, SignInPages.error("The request is not percent-encoded as it should be."));
    }
  }

  private Response choose(@Nullable String redirect, String wrong, int status) {
    return refused(redirect)
        .orElseGet(() -> page(status, SignInPages.choose(users.all(), redirect, wrong)));
  }

  private Response signIn(Map<String, List<String>> form) {
    String redirect = value(form, REDIRECT);
    Optional<Response> refused = refused(redirect);
    if (refused.isPresent()) {
      return refused.get();
    }
    ClerkStore.Session session;
    try {
      ClerkStore.Person person = person(form);
      session = users.signIn(person.id(), person.profile().secondFactor());
    } catch (IllegalArgumentException e) {
      return choose(redirect, String.valueOf(e.getMessage()), 400);
    }
    clerk.wake();
    return Response.empty(303)
        .with("Location", redirect == null ? SESSION + "?id=" + session.id() : redirect)
        .with("Set-Cookie", FrontendApi.cookie(session.id()))
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }

  private ClerkStore.Person person(Map<String, List<String>> form) {
    String user = value(form, "user");
    if (user != null) {
      return users
          .find(user)
          .orElseThrow(() -> new IllegalArgumentException("there is no such person"));
    }
    return users.create(
        new Profile(
            text(form, "first_name"),
            text(form, "last_name"),
            text(form, "email"),
            true,
            form.containsKey("second_factor"),
            form.containsKey("staff")));
  }

  private Response session(@Nullable String id) {
    Optional<ClerkStore.Session> session = Optional.ofNullable(id).flatMap(users::active);
    Optional<ClerkStore.Person> person = session.flatMap(each -> users.find(each.user()));
    if (session.isEmpty() || person.isEmpty()) {
      return page(404, SignInPages.error("Nobody is signed in with this session any more."));
    }
    String token = clerk.token(session.get(), origins.first());
    return page(
        200,
        SignInPages.session(
            person.get(), session.get(), token, clerk.issuer().toString(), origins.first()));
  }

  private Optional<Response> refused(@Nullable String redirect) {
    return redirect == null || origins.cover(redirect)
        ? Optional.empty()
        : Optional.of(
            page(
                400,
                SignInPages.error(
                    REDIRECT + " must be at an origin of the application's front end.")));
  }

  private static @Nullable String value(Map<String, List<String>> form, String name) {
    List<String> values = form.get(name);
    return values == null || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  private static String text(Map<String, List<String>> form, String name) {
    String value = value(form, name);
    return value == null ? "" : value.strip();
  }

  private static Response page(int status, Html html) {
    return SignInPages.FRAME.answer(status, html);
  }
}
