package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.errors.Closed;
import io.artistos.shared.errors.ClosedPage;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.pages.FanPageModel.FormParts;
import io.artistos.shared.pages.FanPageModel.Typed;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages hold that a browser, a preview robot or a screen reader relies on. */
class PageViewsTest {

  private static final Set<String> ENGLISH_FAILURES =
      Set.of(
          "This link has expired",
          "This link is not valid",
          "Not found",
          "One moment, please",
          "Not available right now",
          "Something broke",
          "This page has closed",
          "This page is closed");

  private final PageViews views =
      new PageViews(
          URI.create("https://fans.example.org:8443"), URI.create("https://files.example.net/"));

  @Test
  void thePolicyAllowsTheVeryStyleThatEveryPageCarries() {
    assertThat(
            Stream.of(
                fanPage("Slow songs."),
                views.checkYourInbox(page("Mira Vale", null), Language.EN),
                views.askToConfirm("Mira Vale", Language.EN),
                views.goodbye("Mira Vale", Language.EN)))
        .allSatisfy(
            html ->
                assertThat(views.contentSecurityPolicy())
                    .contains(
                        "style-src 'sha256-" + sha256(between(html, "<style>", "</style>")) + "'"));
  }

  @Test
  void aPageInTheArtistsColoursHasAPolicyOfItsOwn() {
    FanPage coloured =
        page("Mira Vale", null)
            .drafted(
                new PageContent(
                    Language.DE,
                    null,
                    Map.of(Language.DE, new PageContent.PageText("Lieder.", null, null)),
                    null,
                    new PageContent.PageColours("#7c1fd1", "#0b2545"),
                    List.of(),
                    List.of(),
                    null))
            .publish();

    assertThat(
            Stream.of(
                views.fanPage(coloured, Language.EN, Typed.nothing(""), FormParts.of("token")),
                views.frame(coloured, Language.EN, Typed.nothing(""), FormParts.of("token")),
                views.checkYourInbox(coloured, Language.EN)))
        .allSatisfy(
            html ->
                assertThat(views.contentSecurityPolicy(coloured, true))
                    .contains("'sha256-" + sha256(between(html, "<style>", "</style>")) + "'")
                    .endsWith("frame-ancestors *"));
    assertThat(views.contentSecurityPolicy(coloured, false)).endsWith("frame-ancestors 'none'");
  }

  @Test
  void speaksTheVisitorsLanguageAndSaysWhatTheArtistWroteInAnother() {
    String html =
        views.fanPage(
            page("Mira Vale", "Slow songs."),
            Language.JA,
            Typed.nothing(""),
            FormParts.of("token"));

    assertThat(html)
        .contains("<html lang=\"ja\">", "dir=\"auto\" lang=\"en\">Slow songs.", "登録する")
        .contains("value=\"2026-11.ja\"")
        .contains("hreflang=\"de\" lang=\"de\">Deutsch</a>");
  }

  @Test
  void thePolicyLetsFormsGoHomeAndNothingElseIn() {
    assertThat(views.contentSecurityPolicy())
        .startsWith("default-src 'none'; ")
        .contains("form-action 'self' https://fans.example.org:8443;", "img-src data:;")
        .endsWith("base-uri 'none'; frame-ancestors 'none'");
  }

  @Test
  void whoConfirmedGoesOnWithoutAFormAndWithoutAWordAboutWhereFrom() {
    String html =
        views.confirmed(
            "Mira Vale", Optional.of(URI.create("https://mira.example/?a=1&b=2")), Language.DE);

    assertThat(html)
        .contains("<meta name=\"referrer\" content=\"no-referrer\">")
        .contains(
            "<meta http-equiv=\"refresh\" content=\"0; url=https://mira.example/?a=1&amp;b=2\">")
        .contains("href=\"https://mira.example/?a=1&amp;b=2\" rel=\"noreferrer\">Weiter</a>")
        .doesNotContain("<form");
    assertThat(views.confirmed("Mira Vale", Optional.empty(), Language.DE))
        .doesNotContain("refresh", "<a ");
  }

  @Test
  void otherLanguagesAreLinkedByThePagesOwnAddressWithTheSourceHandedOn() {
    String html =
        views.fanPage(
            page("Mira Vale", null),
            Language.EN,
            Typed.nothing("spring & tour"),
            FormParts.of("token"));

    assertThat(between(html, "class=\"languages\"", "</nav>"))
        .contains(
            "href=\"https://fans.example.org:8443/a/mira-vale?lang=de&amp;source=spring+%26+tour\"");
    assertThat(between(fanPage("Slow songs."), "class=\"languages\"", "</nav>"))
        .contains("href=\"https://fans.example.org:8443/a/mira-vale?lang=de\"");
    assertThat(between(html, "<head>", "</head>")).doesNotContain("spring");
  }

  @ParameterizedTest
  @EnumSource
  void whatFansMeetWhenSomethingFailsIsInTheirLanguage(Language language) {
    Stream<RuntimeException> failures =
        Stream.of(
            new InvalidToken(InvalidToken.Reason.EXPIRED),
            new InvalidToken(InvalidToken.Reason.FORGED),
            new NotFound("fan page"),
            new TooMany(Duration.ofSeconds(1)),
            new Unavailable("the database", Duration.ofSeconds(1), null),
            new IllegalStateException(),
            new Closed(),
            new ClosedPage());

    assertThat(failures.map(failure -> views.failed(failure, language)).map(PageViewsTest::said))
        .doesNotHaveDuplicates()
        .allSatisfy(
            said ->
                assertThat(ENGLISH_FAILURES.contains(said.split(": ", 2)[0]))
                    .isEqualTo(language == Language.EN));
    assertThat(views.failed(new NotFound("fan page"), language))
        .contains("<html lang=\"" + language.tag() + "\">");
  }

  @Test
  void aPageThatTheArtistClosedIsNoArtistWhoLeft() {
    assertThat(views.failed(new ClosedPage(), Language.EN))
        .contains("nothing changes for you", "class=\"bye\"")
        .doesNotContain("has left", "no more mail");
    assertThat(views.failed(new Closed(), Language.EN)).contains("has left", "class=\"bye\"");
  }

  @Test
  void whatFansDoNotMeetIsTheProblemInEnglish() {
    assertThat(views.failed(Forbidden.missing("fans.read"), Language.JA))
        .contains("<html lang=\"en\">", "Not allowed", "class=\"bad\"");
    assertThat(views.framedPolicy())
        .isEqualTo(
            views.contentSecurityPolicy().replace("frame-ancestors 'none'", "frame-ancestors *"));
  }

  @Test
  void pagesAreOneRequest() {
    assertThat(Stream.of(fanPage("Slow songs."), views.askToConfirm("Mira Vale", Language.EN)))
        .allSatisfy(
            html ->
                assertThat(html)
                    .doesNotContain("<script", "<img", "src=", "@import", "url(", " style=")
                    .contains("rel=\"icon\" href=\"data:"));
  }

  @Test
  void linkPreviewsShowTheArtist() {
    assertThat(fanPage("Slow songs."))
        .contains("<title>Mira Vale</title>")
        .contains("<meta property=\"og:title\" content=\"Mira Vale\">")
        .contains("<meta property=\"og:type\" content=\"profile\">")
        .contains("<meta property=\"og:description\" content=\"Slow songs.\">")
        .contains("<meta name=\"description\" content=\"Slow songs.\">")
        .contains(
            "<meta property=\"og:url\" content=\"https://fans.example.org:8443/a/mira-vale\">")
        .contains("<link rel=\"canonical\" href=\"https://fans.example.org:8443/a/mira-vale\">")
        .contains("<meta name=\"twitter:card\" content=\"summary\">");
  }

  @Test
  void pagesBehindTokensAreNeitherIndexedNorNamedToOthers() {
    assertThat(
            Stream.of(
                views.askToUnsubscribe("Mira Vale", Language.EN),
                views.confirmed("Mira Vale", Optional.empty(), Language.EN)))
        .allSatisfy(
            html ->
                assertThat(html)
                    .contains("<meta name=\"robots\" content=\"noindex\">")
                    .contains("<meta name=\"referrer\" content=\"no-referrer\">"));
    assertThat(fanPage("Slow songs.")).doesNotContain("noindex");
  }

  @Test
  void aFormWithErrorsSaysSoAtItsHeadAndAtTheFieldAndKeepsWhatWasTyped() {
    String html =
        views.fanPage(
            page("Mira Vale", null),
            Language.EN,
            new Typed(
                Map.of("email", "mira@", "firstName", "Jo \"J\" <b>"),
                "poster",
                List.of(
                    new FieldError("email", "invalid", "This does not look like an address."),
                    new FieldError("consent", "required", "This field is needed."))),
            FormParts.of("token"));

    assertThat(between(html, "role=\"alert\"", "</div>"))
        .contains("<a href=\"#email\">This does not look like an email address.</a>")
        .contains("<a href=\"#consent\">Please tick the box");
    assertThat(tag(html, "id=\"email\""))
        .contains("value=\"mira@\"", "aria-invalid=\"true\" aria-describedby=\"email-wrong\"");
    assertThat(html).contains("id=\"email-wrong\">This does not look like an email address.</p>");
    assertThat(tag(html, "id=\"firstName\""))
        .contains("value=\"Jo &#34;J&#34; &lt;b>\"")
        .doesNotContain("aria-invalid", "aria-describedby");
    assertThat(tag(html, "name=\"source\"")).contains("value=\"poster\"");
    assertThat(tag(html, "id=\"consent\"")).doesNotContain(" checked");
  }

  /** The API's own words are in English. */
  @ParameterizedTest
  @CsvSource({
    "EN, Please leave out",
    "DE, Bitte",
    "FR, Veuillez",
    "ES, No escribas",
    "PT, Não",
    "JA, カード"
  })
  void saysInTheVisitorsLanguageThatANumberMustNotBeCollected(Language language, String begins) {
    for (String code : List.of("card-number", "bank-account", "social-security-number")) {
      Typed typed =
          new Typed(Map.of(), "", List.of(new FieldError("firstName", code, "Such numbers …")));
      assertThat(
              Stream.of(
                  views.fanPage(page("Mira Vale", null), language, typed, FormParts.of("token")),
                  views.frame(page("Mira Vale", null), language, typed, FormParts.of("token"))))
          .allSatisfy(html -> assertThat(html).contains("id=\"firstName-wrong\">" + begins));
    }
  }

  @Test
  void aFreshFormComplainsOfNothing() {
    assertThat(between(fanPage("Slow songs."), "<body>", "</body>"))
        .doesNotContain("role=\"alert\"", "aria-invalid", "autofocus");
  }

  @Test
  void aSourceThatTheSignUpWouldRefuseDoesNotKeepAFanOut() {
    String html =
        views.fanPage(
            page("Mira Vale", null),
            Language.EN,
            Typed.nothing("x".repeat(201)),
            FormParts.of("token"));

    assertThat(tag(html, "name=\"source\"")).contains("value=\"\"");
  }

  @Test
  void theFormTellsOfTheLocationAndThePageOfWhoseDataItIs() {
    assertThat(fanPage("Slow songs."))
        .contains("Your IP address itself is never kept.")
        .contains("IP geolocation by <a href=\"https://db-ip.com/\">DB-IP</a>");
  }

  /** Title and text. */
  private static String said(String html) {
    return between(html, "<h1 class=\"title\">", "</p>").replaceFirst("</h1>\n.*>", ": ");
  }

  private String fanPage(String intro) {
    return views.fanPage(
        page("Mira Vale", intro), Language.EN, Typed.nothing(""), FormParts.of("token"));
  }

  private static FanPage page(String artistName, @Nullable String intro) {
    TenantId tenant = TenantId.ofBytes(new byte[16]);
    return FanPage.of("page", tenant, new Slug("mira-vale"), artistName, intro, Instant.EPOCH);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  /** From the tag's start to the end of its line: values may hold a {@code >}. */
  private static String tag(String html, String attribute) {
    int at = html.indexOf(attribute);
    return html.substring(html.lastIndexOf('<', at), html.indexOf('\n', at));
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
