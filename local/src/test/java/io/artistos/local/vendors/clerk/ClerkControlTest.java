package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.claims;
import static io.artistos.local.vendors.clerk.ClerkFixture.header;
import static io.artistos.local.vendors.clerk.ClerkFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkControlTest {

  @TempDir Path folder;
  private ClerkFixture fixture;
  private String mira;

  @BeforeEach
  void start() throws Exception {
    fixture = new ClerkFixture(folder);
    mira =
        json(fixture.control("POST", "/persons", "{'firstName':'Mira','email':'m@mail.example'}"))
            .path("id")
            .asText();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aPersonIsMadeChangedAndDeleted() throws Exception {
    assertThat(fixture.clerk().profile(mira)).hasValue(Profile.of("Mira", "", "m@mail.example"));

    fixture.control("POST", "/persons/" + mira, "{'secondFactor':true,'emailVerified':false}");

    assertThat(fixture.clerk().profile(mira))
        .hasValue(Profile.of("Mira", "", "m@mail.example").withSecondFactor().unverified());
    assertThat(fixture.control("DELETE", "/persons/" + mira, "").statusCode()).isEqualTo(200);
    assertThat(fixture.clerk().profile(mira)).isEmpty();
    assertThat(fixture.control("DELETE", "/persons/" + mira, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aSessionIsStartedAndEnded() throws Exception {
    HttpResponse<String> started =
        fixture.control("POST", "/sessions", "{'user':'" + mira + "','secondFactor':true}");
    String session = json(started).path("sid").asText();

    assertThat(claims(token("'session':'" + session + "'")).path("fva").toString())
        .isEqualTo("[0,0]");
    assertThat(fixture.control("DELETE", "/sessions/" + session, "").statusCode()).isEqualTo(204);
    assertThat(fixture.control("DELETE", "/sessions/" + session, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aSoundTokenIsMade() throws Exception {
    assertThat(fixture.verifies(token(user("")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'key':'unknown'", "'key':'forged'", "'alg':'none'", "'alg':'HS256'"})
  void aTokenThatIsWrongIsMade(String deviation) throws Exception {
    assertThat(fixture.verifies(token(user(deviation)))).isFalse();
  }

  @Test
  void theAlgorithmIsNamedAsJoseHasIt() throws Exception {
    assertThat(header(token(user("'alg':'none'"))).path("alg").asText()).isEqualTo("none");
    assertThat(header(token(user("'alg':'HS256'"))).path("alg").asText()).isEqualTo("HS256");
  }

  @Test
  void claimsAndAgeAreWhatWasAskedFor() throws Exception {
    JsonNode claims =
        claims(
            token(
                user(
                    "'secondFactor':true,'azp':'https://elsewhere.example','age':'PT2M',"
                        + "'claims':{'sts':'pending','jti':null}")));

    assertThat(claims.path("azp").asText()).isEqualTo("https://elsewhere.example");
    assertThat(claims.path("exp").asLong())
        .isEqualTo(ClerkFixture.START.getEpochSecond() - 120 + 60);
    assertThat(claims.path("sts").asText()).isEqualTo("pending");
    assertThat(claims.path("fva").toString()).isEqualTo("[0,0]");
    assertThat(claims.has("jti")).isFalse();
    assertThat(claims(token(user("'azp':null"))).has("azp")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'user':'user_nobody'}",
        "{'session':'sess_nobody'}",
        "{'user':'u','session':'s'}",
        "{'user':'U','key':'moon'}",
        "{'user':'U','alg':'ES256'}",
        "{'user':'U','age':'two minutes'}",
        "not json"
      })
  void aTokenThatCannotBeIsRefused(String body) throws Exception {
    assertThat(
            fixture.control("POST", "/tokens", body.replace("'U'", "'" + mira + "'")).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'email':'none'}", "{'email':'M@mail.example'}", "{'email':1}"})
  void aPersonWhoCannotBeIsRefused(String body) throws Exception {
    assertThat(fixture.control("POST", "/persons", body).statusCode()).isEqualTo(400);
  }

  @Test
  void keysRotateAndAreWithdrawn() throws Exception {
    token(user(""));
    String kid = json(fixture.control("POST", "/keys", "")).path("kid").asText();
    assertThat(fixture.jwks()).hasSize(2);

    HttpResponse<String> withdrawn = fixture.control("DELETE", "/keys", "");

    assertThat(json(withdrawn).path("withdrawn").asInt()).isEqualTo(1);
    assertThat(fixture.jwks().path(0).path("kid").asText()).isEqualTo(kid);
  }

  @Test
  void theJwksFailsUntilToldOtherwiseAndIsCounted() throws Exception {
    fixture.clerk().faults().add(Fault.answer(500).on("*/jwks.json"));
    for (int i = 0; i < 3; i++) {
      assertThat(fixture.get("/.well-known/jwks.json").statusCode()).isEqualTo(500);
    }

    fixture.clerk().faults().clear();

    assertThat(fixture.get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
    assertThat(json(fixture.control("GET", "/counts", "")).path("jwks").asInt()).isEqualTo(4);
  }

  @Test
  void aFormOfAnotherOriginControlsNothing() throws Exception {
    URI uri = fixture.clerk().issuer().resolve("/control/clerk/persons");

    HttpResponse<String> refused =
        fixture.call("POST", uri, "{\"email\":\"x@mail.example\"}", "Content-Type", "text/plain");

    assertThat(refused.statusCode()).isEqualTo(400);
  }

  /** The members of a request for a token of Mira's. */
  private String user(String more) {
    return "'user':'" + mira + "'" + (more.isEmpty() ? "" : "," + more);
  }

  private String token(String members) throws Exception {
    HttpResponse<String> answer = fixture.control("POST", "/tokens", "{" + members + "}");
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer).path("jwt").asText();
  }
}
