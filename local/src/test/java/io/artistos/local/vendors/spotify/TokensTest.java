package io.artistos.local.vendors.spotify;

import static io.artistos.local.vendors.spotify.SpotifyFixture.BASIC;
import static io.artistos.local.vendors.spotify.SpotifyFixture.CALLBACK;
import static io.artistos.local.vendors.spotify.SpotifyFixture.VERIFIER;
import static io.artistos.local.vendors.spotify.SpotifyFixture.json;
import static io.artistos.local.vendors.spotify.SpotifyFixture.refusal;
import static io.artistos.local.vendors.spotify.SpotifyFixture.request;
import static io.artistos.local.vendors.spotify.SpotifyFixture.withoutPkce;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

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
  void aCodeIsExchangedWithTheVerifierAlone() throws Exception {
    HttpResponse<String> response = fixture.exchange(fixture.code(request()));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode tokens = json(response);
    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(tokens.path("scope").asText()).isEqualTo("user-read-private user-read-email");
    assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
    assertThat(fixture.api(tokens.path("access_token").asText(), "/v1/me").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aCodeIsExchangedWithTheSecretAlone() throws Exception {
    assertThat(confidential(fixture.code(withoutPkce())).statusCode()).isEqualTo(200);
  }

  @Test
  void aCodeIsExchangedWithSecretAndVerifier() throws Exception {
    assertThat(exchange(BASIC, fixture.code(request()), VERIFIER).statusCode()).isEqualTo(200);
  }

  @Test
  void theSecretDoesNotStandForTheVerifier() throws Exception {
    assertThat(refusal(confidential(fixture.code(request())))).isEqualTo("400 invalid_request");
  }

  @Test
  void aWrongVerifierIsRefusedAndTheRightOneStillWorks() throws Exception {
    String code = fixture.code(request());

    assertThat(refusal(exchange(BASIC, code, VERIFIER.replace('d', 'e'))))
        .isEqualTo("400 invalid_grant");
    assertThat(fixture.exchange(code).statusCode()).isEqualTo(200);
  }

  @Test
  void aVerifierWithoutAChallengeIsRefused() throws Exception {
    assertThat(refusal(exchange(BASIC, fixture.code(withoutPkce()), VERIFIER)))
        .isEqualTo("400 invalid_grant");
  }

  @Test
  void aCodeWithoutChallengeNeedsTheSecret() throws Exception {
    String code = fixture.code(withoutPkce());

    assertThat(
            refusal(
                fixture.open(
                    "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK)))
        .isEqualTo("400 invalid_client");
  }

  @Test
  void aCodeWorksOnce() throws Exception {
    String code = fixture.code(request());
    fixture.exchange(code);

    assertThat(refusal(fixture.exchange(code))).isEqualTo("400 invalid_grant");
  }

  @Test
  void ofManyWhoExchangeACodeAtOnceOneSucceeds() throws Exception {
    String code = fixture.code(request());
    Callable<HttpResponse<String>> exchange = () -> fixture.exchange(code);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              threads.invokeAll(java.util.Collections.nCopies(8, exchange)).stream()
                  .map(future -> future.resultNow().statusCode())
                  .filter(status -> status == 200))
          .hasSize(1);
    }
  }

  @Test
  void aCodeLivesTenMinutes() throws Exception {
    String inTime = fixture.code(request());
    String late = fixture.code(request());

    fixture.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(fixture.exchange(inTime).statusCode()).isEqualTo(200);
    fixture.clock.advance(Duration.ofMillis(1));
    assertThat(refusal(fixture.exchange(late))).isEqualTo("400 invalid_grant");
  }

  @Test
  void aCodeIsBoundToItsRedirectUri() throws Exception {
    String code = fixture.code(request("redirect_uri", "https://app.example/cb"));

    assertThat(refusal(fixture.exchange(code))).isEqualTo("400 invalid_grant");
  }

  @Test
  void withPkceARefreshRotatesAndTheOldTokenStopsWorking() throws Exception {
    fixture.spotify().rotatesConfidential(false);
    String first = fixture.connected().path("refresh_token").asText();

    String second = json(fixture.refresh(first)).path("refresh_token").asText();

    assertThat(second).isNotEmpty().isNotEqualTo(first);
    assertThat(refusal(fixture.refresh(first))).isEqualTo("400 invalid_grant");
    assertThat(fixture.refresh(second).statusCode()).isEqualTo(200);
  }

  @Test
  void withTheSecretAloneARefreshRotates() throws Exception {
    String first = json(confidential(fixture.code(withoutPkce()))).path("refresh_token").asText();

    assertThat(json(refreshConfidential(first)).path("refresh_token").asText()).isNotEmpty();
    assertThat(refusal(refreshConfidential(first))).isEqualTo("400 invalid_grant");
  }

  @Test
  void theSwitchKeepsTheOldTokenForTheSecretAlone() throws Exception {
    fixture.spotify().rotatesConfidential(false);
    String first = json(confidential(fixture.code(withoutPkce()))).path("refresh_token").asText();

    assertThat(json(refreshConfidential(first)).has("refresh_token")).isFalse();
    assertThat(json(refreshConfidential(first)).path("access_token").asText()).isNotEmpty();
  }

  @Test
  void aConsentWithoutPkceIsRefreshedWithTheSecretOnly() throws Exception {
    String token = json(confidential(fixture.code(withoutPkce()))).path("refresh_token").asText();

    assertThat(refusal(fixture.refresh(token))).isEqualTo("400 invalid_client");
  }

  @Test
  void anAccessTokenLivesAnHour() throws Exception {
    String token = fixture.connected().path("access_token").asText();

    fixture.clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(fixture.api(token, "/v1/me").statusCode()).isEqualTo(200);
    fixture.clock.advance(Duration.ofMillis(1));
    assertThat(SpotifyFixture.apiRefusal(fixture.api(token, "/v1/me")))
        .isEqualTo("401 The access token expired");
  }

  @Test
  void aRefreshTokenDiesSixMonthsAfterTheConsentHoweverOftenItRotated() throws Exception {
    String token = fixture.connected().path("refresh_token").asText();
    Duration untilTheEnd =
        Duration.between(SpotifyFixture.START, Instant.parse("2027-05-22T10:00:00Z"));
    fixture.clock.advance(untilTheEnd.minusMillis(1));
    String last = json(fixture.refresh(token)).path("refresh_token").asText();

    fixture.clock.advance(Duration.ofMillis(1));

    assertThat(refusal(fixture.refresh(last))).isEqualTo("400 invalid_grant");
  }

  @Test
  void clientCredentialsGiveATokenForTheCatalogueOnly() throws Exception {
    JsonNode tokens = json(fixture.confidential("grant_type", "client_credentials"));
    String token = tokens.path("access_token").asText();

    assertThat(tokens.has("refresh_token")).isFalse();
    assertThat(fixture.api(token, "/v1/artists/" + Spotify.MIRA_SOL).statusCode()).isEqualTo(200);
    assertThat(fixture.api(token, "/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  void clientCredentialsNeedTheSecret() throws Exception {
    assertThat(refusal(fixture.open("grant_type", "client_credentials")))
        .isEqualTo("400 invalid_client");
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    assertThat(refusal(fixture.token("Basic eDp5", "grant_type", "client_credentials")))
        .isEqualTo("400 invalid_client");
  }

  @Test
  void anotherClientIsRefused() throws Exception {
    String token = fixture.connected().path("refresh_token").asText();

    assertThat(
            refusal(
                fixture.token(
                    "",
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    token,
                    "client_id",
                    "another")))
        .isEqualTo("400 invalid_client");
  }

  @Test
  void anUnknownGrantIsRefused() throws Exception {
    assertThat(refusal(fixture.confidential("grant_type", "password")))
        .isEqualTo("400 unsupported_grant_type");
  }

  @Test
  void anUnknownRefreshTokenIsRefused() throws Exception {
    assertThat(refusal(fixture.refresh("AQnever"))).isEqualTo("400 invalid_grant");
  }

  @Test
  void aMissingCodeIsRefused() throws Exception {
    assertThat(refusal(fixture.confidential("grant_type", "authorization_code")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void jsonIsNotAForm() throws Exception {
    assertThat(
            refusal(
                fixture.call(
                    "POST",
                    fixture.spotify().accountsUri() + "/api/token",
                    "{}",
                    "Content-Type",
                    "application/json")))
        .isEqualTo("415 invalid_request");
  }

  private HttpResponse<String> confidential(String code) throws Exception {
    return fixture.confidential(
        "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK);
  }

  private HttpResponse<String> exchange(String authorization, String code, String verifier)
      throws Exception {
    return fixture.token(
        authorization,
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        CALLBACK,
        "code_verifier",
        verifier);
  }

  private HttpResponse<String> refreshConfidential(String token) throws Exception {
    return fixture.confidential("grant_type", "refresh_token", "refresh_token", token);
  }
}
