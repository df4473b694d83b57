package io.artistos.local.vendors.spotify;

import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.pages.Html;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /authorize} (contracts, 2.1): {@code GET} shows the consent page, its buttons {@code POST}
 * the same request with a decision. Whatever is wrong with a request is said on a page; nobody is
 * ever sent to an address that is not registered.
 */
final class AuthorizeEndpoint {

  /** Where the pages are, on this server. */
  static final String PATH = Spotify.ACCOUNTS + "/authorize";

  static final String STYLE = PATH + "/style.css";

  /** S256 makes 32 bytes, 43 characters of base64url (RFC 7636, 4.2). */
  private static final String CHALLENGE = "[A-Za-z0-9_-]{43}";

  /** A request that is in order; {@code state} and {@code challenge} null when not sent. */
  record Asked(
      String redirectUri, List<String> scopes, @Nullable String state, @Nullable String challenge) {

    String scope() {
      return String.join(" ", scopes);
    }
  }

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String text) {
      super(text, null, false, false);
    }
  }

  private final SpotifyOptions app;
  private final Grants grants;
  private final Supplier<ConsentPolicy> policy;

  AuthorizeEndpoint(SpotifyOptions app, Grants grants, Supplier<ConsentPolicy> policy) {
    this.app = app;
    this.grants = grants;
    this.policy = policy;
  }

  Response answer(Request request) {
    try {
      return switch (request.method()) {
        case "GET", "HEAD" -> show(asked(request.query()));
        case "POST" -> decide(Request.parseForm(request.text()));
        default -> page(405, ConsentPages.error("Only GET and POST.")).with("Allow", "GET, POST");
      };
    } catch (Wrong e) {
      return page(400, ConsentPages.error(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      return page(400, ConsentPages.error("The request is not percent-encoded as it should be."));
    }
  }

  Response style() {
    return ConsentPages.FRAME.style();
  }

  private Response show(Asked asked) {
    return switch (policy.get()) {
      case ASK -> page(200, ConsentPages.consent(app.clientId(), asked));
      case APPROVE -> agreed(asked, Account.ALL.getFirst());
      case DENY -> denied(asked);
    };
  }

  private Response decide(Map<String, List<String>> form) throws Wrong {
    Asked asked = asked(form);
    String decision = value(form, "decision");
    if ("cancel".equals(decision)) {
      return denied(asked);
    }
    String id = value(form, "account");
    if (!"agree".equals(decision) || id == null) {
      throw new Wrong("decision: agree or cancel");
    }
    return agreed(asked, Account.find(id).orElseThrow(() -> new Wrong("account: unknown")));
  }

  private Response agreed(Asked asked, Account account) {
    String code =
        grants.agree(
            app.clientId(), account, asked.scope(), asked.redirectUri(), asked.challenge());
    return back(asked, "code=" + code);
  }

  private static Response denied(Asked asked) {
    return back(asked, "error=access_denied");
  }

  private static Response back(Asked asked, String parameters) {
    String glue = asked.redirectUri().contains("?") ? "&" : "?";
    String state =
        asked.state() == null
            ? ""
            : "&state=" + URLEncoder.encode(asked.state(), StandardCharsets.UTF_8);
    return Response.empty(303)
        .with("Location", asked.redirectUri() + glue + parameters + state)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }

  private Asked asked(Map<String, List<String>> values) throws Wrong {
    if (!app.clientId().equals(value(values, "client_id"))) {
      throw new Wrong("INVALID_CLIENT: Invalid client");
    }
    String redirect = redirect(value(values, "redirect_uri"));
    if (!"code".equals(value(values, "response_type"))) {
      throw new Wrong("response_type must be code");
    }
    String scope = value(values, "scope");
    List<String> scopes = Scopes.of(scope == null ? "" : scope);
    for (String one : scopes) {
      if (!Scopes.known(one)) {
        throw new Wrong("INVALID_SCOPE: " + one + " is not served by the local Spotify");
      }
    }
    return new Asked(redirect, scopes, value(values, "state"), challenge(values));
  }

  private String redirect(@Nullable String text) throws Wrong {
    try {
      if (text == null || !RedirectUris.secure(new URI(text))) {
        throw new Wrong("INVALID_CLIENT: Insecure redirect URI");
      }
    } catch (URISyntaxException e) {
      throw new Wrong("INVALID_CLIENT: Invalid redirect URI");
    }
    if (app.redirectUris().stream().noneMatch(uri -> uri.toString().equals(text))) {
      throw new Wrong("INVALID_CLIENT: Invalid redirect URI");
    }
    return text;
  }

  private static @Nullable String challenge(Map<String, List<String>> values) throws Wrong {
    String challenge = value(values, "code_challenge");
    String method = value(values, "code_challenge_method");
    if (challenge == null && method == null) {
      return null;
    }
    if (!"S256".equals(method)) {
      throw new Wrong("code_challenge_method must be S256");
    }
    if (challenge == null || !challenge.matches(CHALLENGE)) {
      throw new Wrong("code_challenge must be 43 characters of base64url");
    }
    return challenge;
  }

  private static @Nullable String value(Map<String, List<String>> values, String name)
      throws Wrong {
    List<String> sent = values.get(name);
    if (sent != null && sent.size() > 1) {
      // RFC 6749, 3.1: parameters must not be included more than once.
      throw new Wrong(name + " was sent more than once");
    }
    return sent == null ? null : sent.getFirst();
  }

  private static Response page(int status, Html html) {
    return ConsentPages.FRAME.answer(status, html);
  }
}
