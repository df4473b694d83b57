package io.artistos.local.vendors.spotify;

import io.artistos.local.pages.Html;
import io.artistos.local.pages.PageFrame;
import java.util.ArrayList;
import java.util.List;

/** The consent page and the page for requests that are wrong. They need no script. */
final class ConsentPages {

  static final PageFrame FRAME =
      PageFrame.ofForms("Spotify", AuthorizeEndpoint.STYLE, ConsentPages.class, "consent.css");

  private ConsentPages() {}

  static Html consent(String clientId, AuthorizeEndpoint.Asked asked) {
    return FRAME.page(
        "Connect " + clientId,
        Html.of(
            """
            <h1>Let <span class="app">%s</span> use your Spotify account?</h1>
            <form method="post" action="%s">
            %s
            <fieldset>
            <legend>Signed in as</legend>
            %s
            </fieldset>
            <h2>It will be able to see</h2>
            <ul>%s</ul>
            <p class="quiet">It cannot change anything. You can take this back at any time.</p>
            <div class="buttons">
            <button class="agree" name="decision" value="agree">Agree</button>
            <button name="decision" value="cancel">Cancel</button>
            </div>
            <p class="quiet">Both lead to <span class="address">%s</span></p>
            </form>
            """,
            clientId,
            AuthorizeEndpoint.PATH,
            hidden(clientId, asked),
            accounts(),
            scopes(asked),
            asked.redirectUri()));
  }

  static Html error(String text) {
    return FRAME.page(
        "Not possible",
        Html.of(
            """
            <h1>This request is not in order</h1>
            <p role="alert" class="address">%s</p>
            <p class="quiet">The app that sent you here must mend it. Nothing was shared.</p>
            """,
            text));
  }

  private static Html hidden(String clientId, AuthorizeEndpoint.Asked asked) {
    List<Html> fields = new ArrayList<>();
    fields.add(field("client_id", clientId));
    fields.add(field("response_type", "code"));
    fields.add(field("redirect_uri", asked.redirectUri()));
    fields.add(field("scope", asked.scope()));
    if (asked.state() != null) {
      fields.add(field("state", asked.state()));
    }
    if (asked.challenge() != null) {
      fields.add(field("code_challenge_method", "S256"));
      fields.add(field("code_challenge", asked.challenge()));
    }
    return Html.join(fields);
  }

  private static Html field(String name, String value) {
    return Html.of("<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
  }

  private static Html accounts() {
    List<Html> choices = new ArrayList<>();
    for (Account account : Account.ALL) {
      choices.add(
          Html.of(
              """
              <label class="choice"><input type="radio" name="account" value="%s"%s>
              <span><strong>%s</strong> <span class="quiet">%s</span></span></label>""",
              account.id(),
              choices.isEmpty() ? Html.of(" checked") : Html.NONE,
              account.name(),
              account.email()));
    }
    return Html.join(choices);
  }

  private static Html scopes(AuthorizeEndpoint.Asked asked) {
    if (asked.scopes().isEmpty()) {
      return Html.of("<li>What is public on Spotify</li>");
    }
    return Html.join(
        asked.scopes().stream()
            .map(scope -> Html.of("<li>%s <code>%s</code></li>", Scopes.words(scope), scope))
            .toList());
  }
}
