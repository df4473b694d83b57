package io.artistos.local.vendors.clerk;

import io.artistos.local.pages.Html;
import io.artistos.local.pages.PageFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages to sign in on. They need no script. */
final class SignInPages {

  /** More persons than this are not listed. */
  static final int MOST = 50;

  static final PageFrame FRAME =
      PageFrame.ofForms("Clerk", SignIn.STYLE, SignInPages.class, "sign-in.css");

  private SignInPages() {}

  /**
   * Who to sign in as.
   *
   * @param wrong what was wrong with the form that was sent, empty when nothing was
   */
  static Html choose(List<ClerkStore.Person> persons, @Nullable String redirect, String wrong) {
    return FRAME.page(
        "Sign in",
        Html.of(
            """
            <h1>Sign in</h1>
            %s%s
            <h2>Somebody new</h2>
            <form method="post" action="%s">
            %s
            <div class="names">
            <label class="field">First name <input name="first_name" maxlength="255" autocomplete="off"></label>
            <label class="field">Last name <input name="last_name" maxlength="255" autocomplete="off"></label>
            </div>
            <label class="field">Email <input type="email" name="email" maxlength="255" required autocomplete="off"></label>
            <label class="choice"><input type="checkbox" name="second_factor"> <span>Has a second factor and uses it</span></label>
            <label class="choice"><input type="checkbox" name="staff"> <span>Is platform staff</span></label>
            <div class="buttons"><button%s>Create and sign in</button></div>
            </form>
            %s""",
            wrong.isEmpty()
                ? Html.NONE
                : Html.of("<p role=\"alert\" class=\"wrong\">This cannot be: %s.</p>\n", wrong),
            known(persons, redirect),
            SignIn.PATH,
            hidden(redirect),
            persons.isEmpty() ? Html.of(" class=\"agree\"") : Html.NONE,
            redirect == null
                ? Html.NONE
                : Html.of(
                    "<p class=\"quiet\">Leads to <span class=\"address\">%s</span></p>\n",
                    redirect)));
  }

  private static Html known(List<ClerkStore.Person> persons, @Nullable String redirect) {
    if (persons.isEmpty()) {
      return Html.of("<p class=\"quiet\">Nobody has an account yet.</p>\n");
    }
    List<Html> choices = new ArrayList<>();
    for (ClerkStore.Person person : persons.subList(0, Math.min(MOST, persons.size()))) {
      choices.add(
          Html.of(
              """
              <label class="choice"><input type="radio" name="user" value="%s"%s>
              <span class="who"><strong>%s</strong>%s <span class="quiet">%s</span></span></label>""",
              person.id(),
              choices.isEmpty() ? Html.of(" checked") : Html.NONE,
              name(person),
              marks(person),
              person.profile().email()));
    }
    return Html.of(
        """
        <form method="post" action="%s">
        %s
        <fieldset>
        <legend>As somebody known</legend>
        <div class="choices">
        %s
        </div>
        </fieldset>
        %s<div class="buttons"><button class="agree">Sign in</button></div>
        </form>
        """,
        SignIn.PATH,
        hidden(redirect),
        Html.join(choices),
        persons.size() <= MOST
            ? Html.NONE
            : Html.of("<p class=\"quiet\">The %s newest of %s.</p>\n", MOST, persons.size()));
  }

  /** What came of signing in. */
  static Html session(
      ClerkStore.Person person,
      ClerkStore.Session session,
      String token,
      String issuer,
      String app) {
    return FRAME.page(
        "Signed in",
        Html.of(
            """
            <h1>Signed in as %s</h1>
            <dl>
            <dt>Email</dt><dd>%s</dd>
            <dt>User</dt><dd><code>%s</code></dd>
            <dt>Session</dt><dd><code>%s</code></dd>
            <dt>Second factor</dt><dd>%s</dd>
            <dt>Platform staff</dt><dd>%s</dd>
            </dl>
            <h2>A session token, good for %s seconds</h2>
            <pre class="token" tabindex="0">%s</pre>
            <p><a href="%s">Another token</a></p>
            <h2>A request with a fresh one each time</h2>
            <pre tabindex="0">%s</pre>
            <p><a href="%s">Sign in as somebody else</a></p>
            """,
            name(person),
            person.profile().email(),
            person.id(),
            session.id(),
            session.secondFactor() ? "used" : "not used",
            person.profile().staff() ? "yes" : "no",
            SessionTokens.LIFE.toSeconds(),
            token,
            SignIn.SESSION + "?id=" + session.id(),
            curl(session.id(), issuer, app),
            SignIn.PATH));
  }

  private static String curl(String session, String issuer, String app) {
    return """
        curl -H "Authorization: Bearer $(curl -s -X POST -H 'Origin: %s' \\
        %s/v1/client/sessions/%s/tokens \\
        | sed 's/.*"jwt":"//; s/".*//')" \
        %s/api/accounts"""
        .formatted(app, issuer, session, app);
  }

  static Html error(String text) {
    return FRAME.page(
        "Not possible",
        Html.of(
            """
            <h1>This is not possible</h1>
            <p role="alert">%s</p>
            <p><a href="%s">Sign in</a></p>
            """,
            text, SignIn.PATH));
  }

  private static Html marks(ClerkStore.Person person) {
    Html factor =
        person.profile().secondFactor()
            ? Html.of(" <span class=\"mark\">second factor</span>")
            : Html.NONE;
    Html staff =
        person.profile().staff() ? Html.of(" <span class=\"mark\">staff</span>") : Html.NONE;
    return Html.of("%s%s", factor, staff);
  }

  private static String name(ClerkStore.Person person) {
    String name = person.profile().firstName() + " " + person.profile().lastName();
    return name.isBlank() ? "No name" : name.strip();
  }

  private static Html hidden(@Nullable String redirect) {
    return redirect == null
        ? Html.NONE
        : Html.of("<input type=\"hidden\" name=\"%s\" value=\"%s\">", SignIn.REDIRECT, redirect);
  }
}
