package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.APP;
import static io.artistos.local.vendors.clerk.ClerkFixture.MIRA;
import static io.artistos.local.vendors.clerk.ClerkFixture.claims;
import static io.artistos.local.vendors.clerk.ClerkFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontendApiTest {

  @TempDir Path folder;
  private ClerkFixture fixture;
  private String session;

  @BeforeEach
  void start() {
    fixture = new ClerkFixture(folder);
    session = fixture.clerk().signIn(fixture.clerk().person(MIRA), true);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aPageGetsATokenForItsOrigin() throws Exception {
    HttpResponse<String> answer = token(APP);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("object").asText()).isEqualTo("token");
    String jwt = json(answer).path("jwt").asText();
    assertThat(fixture.verifies(jwt)).isTrue();
    assertThat(claims(jwt).path("azp").asText()).isEqualTo(APP);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(APP);
  }

  @Test
  void anotherOriginGetsATokenThatSaysSoAndMayNotReadIt() throws Exception {
    HttpResponse<String> answer = token("https://elsewhere.example");

    assertThat(claims(json(answer).path("jwt").asText()).path("azp").asText())
        .isEqualTo("https://elsewhere.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void withoutAnOriginNobodyIsNamed() throws Exception {
    assertThat(claims(json(token("")).path("jwt").asText()).has("azp")).isFalse();
  }

  @Test
  void aPageMayAskFirst() throws Exception {
    HttpResponse<String> answer = fixture.frontend("OPTIONS", "/client", APP);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
  }

  @Test
  void theBrowserIsToldWhomItIsSignedInAs() throws Exception {
    URI client = URI.create(fixture.clerk().issuer() + "/v1/client");

    JsonNode known =
        json(fixture.call("GET", client, "", "Cookie", "a=b; __client=" + session))
            .path("response");
    JsonNode unknown = json(fixture.call("GET", client, "")).path("response");

    assertThat(known.path("last_active_session_id").asText()).isEqualTo(session);
    assertThat(known.at("/sessions/0/user/first_name").asText()).isEqualTo("Mira");
    assertThat(known.at("/sessions/0/user").has("private_metadata")).isFalse();
    assertThat(unknown.path("last_active_session_id").isNull()).isTrue();
  }

  @Test
  void signingOutEndsTokens() throws Exception {
    assertThat(fixture.frontend("POST", "/client/sessions/" + session + "/end", APP).statusCode())
        .isEqualTo(200);

    HttpResponse<String> refused = token(APP);

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(json(refused).at("/errors/0/code").asText()).isEqualTo("resource_not_found");
  }

  @Test
  void readingGivesNoTokenAndEndsNothing() throws Exception {
    String path = "/client/sessions/" + session;

    assertThat(fixture.frontend("GET", path + "/tokens", APP).statusCode()).isEqualTo(404);
    assertThat(fixture.frontend("GET", path + "/end", APP).statusCode()).isEqualTo(404);
    assertThat(token(APP).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> token(String origin) throws Exception {
    return fixture.frontend("POST", "/client/sessions/" + session + "/tokens", origin);
  }
}
