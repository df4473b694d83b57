package io.artistos.local.vendors.spotify;

import static io.artistos.local.vendors.spotify.SpotifyFixture.apiRefusal;
import static io.artistos.local.vendors.spotify.SpotifyFixture.json;
import static io.artistos.local.vendors.spotify.SpotifyFixture.refusal;
import static io.artistos.local.vendors.spotify.SpotifyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

  private static final String MIRA = "/v1/artists/" + Spotify.MIRA_SOL;

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
  void theStateIsReadAndSet() throws Exception {
    JsonNode before = json(fixture.control("GET", "", ""));
    assertThat(before.path("mode").asText()).isEqualTo("development");
    assertThat(before.path("rotateConfidential").asBoolean()).isTrue();
    assertThat(before.path("consent").asText()).isEqualTo("ask");

    fixture.control(
        "POST", "", "{'mode':'extended','rotateConfidential':false,'consent':'approve'}");

    assertThat(fixture.spotify().mode()).isEqualTo(Mode.EXTENDED);
    assertThat(fixture.spotify().rotatesConfidential()).isFalse();
    assertThat(fixture.spotify().consentPolicy()).isEqualTo(ConsentPolicy.APPROVE);
  }

  @Test
  void halfASettingChangesNothing() throws Exception {
    assertThat(fixture.control("POST", "", "{'mode':'extended','consent':'perhaps'}").statusCode())
        .isEqualTo(400);
    assertThat(fixture.spotify().mode()).isEqualTo(Mode.DEVELOPMENT);
  }

  @Test
  void theNextRequestsAreLimited() throws Exception {
    String token = fixture.appToken();
    fixture
        .spotify()
        .faults()
        .add(Fault.answer(429).on("/api/*").with("Retry-After", "30").times(2));

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> limited = fixture.api(token, MIRA);
      assertThat(apiRefusal(limited)).startsWith("429 ");
      assertThat(json(limited).at("/error/reason").isMissingNode()).isTrue();
      assertThat(limited.headers().firstValue("Retry-After")).hasValue("30");
    }
    assertThat(fixture.api(token, MIRA).statusCode()).isEqualTo(200);
  }

  @Test
  void aSpentQuotaIsToldByItsReason() throws Exception {
    String token = fixture.appToken();
    fixture
        .spotify()
        .faults()
        .add(Fault.answer(429).named("QUOTA_EXCEEDED").with("Retry-After", "7200").times(1));

    HttpResponse<String> spent = fixture.api(token, MIRA);

    assertThat(spent.body())
        .isEqualTo(
            "{\"error\":{\"status\":429,\"message\":\"Too many requests\",\"reason\":\"QUOTA_EXCEEDED\"}}");
    assertThat(spent.headers().firstValue("Retry-After")).hasValue("7200");
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503"})
  void spotifyFails(int status) throws Exception {
    String token = fixture.appToken();
    fixture.spotify().faults().add(Fault.answer(status).times(2));

    assertThat(apiRefusal(fixture.api(token, MIRA))).startsWith(status + " ");
    assertThat(refusal(fixture.confidential("grant_type", "client_credentials")))
        .isEqualTo(status + " server_error");
    assertThat(fixture.api(token, MIRA).statusCode()).isEqualTo(200);
  }

  @Test
  void aRotationWhoseAnswerIsLostHasHappened() throws Exception {
    String token = fixture.connected().path("refresh_token").asText();
    fixture.spotify().faults().add(Fault.answer(503).on("*/token").afterTheWork().times(1));

    assertThat(refusal(fixture.refresh(token))).isEqualTo("503 server_error");
    assertThat(refusal(fixture.refresh(token))).isEqualTo("400 invalid_grant");
  }

  @Test
  void aFaultBeforeTheWorkRotatesNothing() throws Exception {
    String token = fixture.connected().path("refresh_token").asText();
    fixture.spotify().faults().add(Fault.answer(400).on("*/token").times(1));

    assertThat(refusal(fixture.refresh(token))).isEqualTo("400 invalid_grant");
    assertThat(fixture.refresh(token).statusCode()).isEqualTo(200);
  }

  @Test
  void revokingKillsTheTokensOfThatAccountOnly() throws Exception {
    JsonNode mira = fixture.connected();
    JsonNode jo = json(fixture.exchange(fixture.code(request(), Account.JO)));

    HttpResponse<String> revoked =
        fixture.control("POST", "/revocations", "{'account':'mira-sol'}");

    assertThat(json(revoked).path("revoked").asInt()).isEqualTo(1);
    assertThat(fixture.api(mira.path("access_token").asText(), "/v1/me").statusCode())
        .isEqualTo(401);
    assertThat(refusal(fixture.refresh(mira.path("refresh_token").asText())))
        .isEqualTo("400 invalid_grant");
    assertThat(fixture.api(jo.path("access_token").asText(), "/v1/me").statusCode()).isEqualTo(200);
  }

  @Test
  void revokingKillsACodeThatIsUnderWay() throws Exception {
    String code = fixture.code(request());
    fixture.spotify().revokeConsents(Account.MIRA);

    assertThat(refusal(fixture.exchange(code))).isEqualTo("400 invalid_grant");
  }

  @Test
  void afterRevokingAFreshConsentWorks() throws Exception {
    fixture.connected();
    fixture.spotify().revokeConsents(Account.MIRA);

    assertThat(
            fixture.api(fixture.connected().path("access_token").asText(), "/v1/me").statusCode())
        .isEqualTo(200);
  }

  @Test
  void requestsAreCountedByKind() throws Exception {
    fixture.authorize(request());
    String token = fixture.connected().path("access_token").asText();
    fixture.spotify().faults().add(Fault.answer(429).times(1));
    fixture.api(token, MIRA);
    fixture.api(token, MIRA);
    fixture.api(token, MIRA + "/albums");
    fixture.api(token, "/v1/elsewhere");

    assertThat(json(fixture.control("GET", "/counts", "")).toString())
        .isEqualTo(
            "{\"api.artist\":2,\"api.artist-albums\":1,\"api.other\":1,\"authorize\":1,"
                + "\"consent\":1,\"token.code\":1}");
    fixture.control("DELETE", "/counts", "");
    assertThat(fixture.spotify().counts()).isEmpty();
  }

  @Test
  void aFormOfAnotherOriginControlsNothing() throws Exception {
    String uri = fixture.spotify().accountsUri().resolve("/control/spotify").toString();

    assertThat(
            fixture
                .call("POST", uri, "{\"mode\":\"extended\"}", "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(400);
    assertThat(fixture.spotify().mode()).isEqualTo(Mode.DEVELOPMENT);
  }
}
