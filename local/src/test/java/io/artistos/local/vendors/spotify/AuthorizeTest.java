package io.artistos.local.vendors.spotify;

import static io.artistos.local.vendors.spotify.SpotifyFixture.CALLBACK;
import static io.artistos.local.vendors.spotify.SpotifyFixture.parameters;
import static io.artistos.local.vendors.spotify.SpotifyFixture.request;
import static io.artistos.local.vendors.spotify.SpotifyFixture.withoutPkce;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeTest {

  @TempDir Path folder;
  private SpotifyFixture fixture;

  @BeforeEach
  void start() {
    fixture = new SpotifyFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void thePageNamesTheAppTheScopesAndWhoSignsIn() throws Exception {
    HttpResponse<String> page = fixture.authorize(request());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("the-app", "user-read-private", "Your email address", "Mira Sol", "Jo Tarn")
        .contains(">Agree</button>", ">Cancel</button>");
  }

  @Test
  void thePageRunsNothingAndIsNotKept() throws Exception {
    HttpResponse<String> page = fixture.authorize(request("state", "\"><script>alert(1)</script>"));

    assertThat(page.body()).doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void lookingAtThePageConsentsToNothing() throws Exception {
    fixture.authorize(request());

    assertThat(fixture.spotify().revokeConsents(Account.MIRA)).isZero();
  }

  @Test
  void agreeingLeadsBackWithCodeAndState() throws Exception {
    HttpResponse<String> redirect = fixture.decide(request("state", "a b&c=d"), "agree");

    assertThat(redirect.headers().firstValue("Location").orElseThrow()).startsWith(CALLBACK + "?");
    assertThat(parameters(redirect)).containsOnlyKeys("code", "state");
    assertThat(parameters(redirect).get("state")).isEqualTo(List.of("a b&c=d"));
  }

  @Test
  void cancellingLeadsBackWithAnErrorAndState() throws Exception {
    HttpResponse<String> redirect = fixture.decide(request(), "cancel");

    assertThat(parameters(redirect))
        .isEqualTo(Map.of("error", List.of("access_denied"), "state", List.of("s-1")));
  }

  @Test
  void withoutStateNoneComesBack() throws Exception {
    Map<String, String> request = request();
    request.remove("state");

    assertThat(parameters(fixture.decide(request, "agree"))).containsOnlyKeys("code");
  }

  @Test
  void pkceIsNotCompulsory() throws Exception {
    assertThat(fixture.authorize(withoutPkce()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, another, Invalid client",
    "response_type, token, response_type must be code",
    "redirect_uri, https://elsewhere.example/cb, Invalid redirect URI",
    "redirect_uri, http://127.0.0.1:7071/spotify/callback/, Invalid redirect URI",
    "redirect_uri, http://127.0.0.1:7071/spotify/callback?x=1, Invalid redirect URI",
    "redirect_uri, http://localhost:7071/spotify/callback, Insecure redirect URI",
    "redirect_uri, http://app.example/cb, Insecure redirect URI",
    "redirect_uri, not an address, Invalid redirect URI",
    "scope, user-read-private make-coffee, make-coffee",
    "code_challenge_method, plain, code_challenge_method must be S256",
    "code_challenge, tooshort, code_challenge must be",
  })
  void whatIsWrongIsSaidOnAPage(String name, String value, String said) throws Exception {
    for (HttpResponse<String> page :
        List.of(
            fixture.authorize(request(name, value)),
            fixture.decide(request(name, value), "agree"))) {
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains(said);
      assertThat(page.headers().firstValue("Location")).isEmpty();
    }
  }

  @Test
  void aChallengeNeedsItsMethod() throws Exception {
    Map<String, String> request = request();
    request.remove("code_challenge_method");

    assertThat(fixture.authorize(request).statusCode()).isEqualTo(400);
  }

  @Test
  void aParameterThatComesTwiceIsRefused() throws Exception {
    String twice = SpotifyFixture.form(request()) + "&redirect_uri=https%3A%2F%2Felsewhere.example";

    assertThat(
            fixture
                .call("GET", fixture.spotify().accountsUri() + "/authorize?" + twice, "")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void anAccountThatIsNotThereCannotConsent() throws Exception {
    Account nobody = new Account("nobody", "acc", "No Body", "no@body.example", "GB", 0);

    assertThat(fixture.decide(request(), "agree", nobody).statusCode()).isEqualTo(400);
  }

  @Test
  void theSwitchApprovesOrDeniesWithoutAPage() throws Exception {
    fixture.spotify().consentPolicy(ConsentPolicy.APPROVE);
    assertThat(parameters(fixture.authorize(request()))).containsKey("code");

    fixture.spotify().consentPolicy(ConsentPolicy.DENY);
    assertThat(parameters(fixture.authorize(request()))).containsKey("error");
  }
}
