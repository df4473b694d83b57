package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.JO;
import static io.artistos.local.vendors.clerk.ClerkFixture.MIRA;
import static io.artistos.local.vendors.clerk.ClerkFixture.START;
import static io.artistos.local.vendors.clerk.ClerkFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class BackendApiTest {

  @TempDir Path folder;
  private ClerkFixture fixture;
  private String mira;

  @BeforeEach
  void start() {
    fixture = new ClerkFixture(folder);
    mira = fixture.clerk().person(MIRA);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aUserIsShown() throws Exception {
    JsonNode user = json(fixture.api("GET", "/v1/users/" + mira));

    assertThat(user.path("id").asText()).isEqualTo(mira);
    assertThat(user.path("object").asText()).isEqualTo("user");
    assertThat(user.path("first_name").asText()).isEqualTo("Mira");
    JsonNode email = user.path("email_addresses").path(0);
    assertThat(email.path("id")).isEqualTo(user.path("primary_email_address_id"));
    assertThat(email.path("email_address").asText()).isEqualTo("mira@mail.example");
    assertThat(email.at("/verification/status").asText()).isEqualTo("verified");
    assertThat(user.path("two_factor_enabled").asBoolean()).isFalse();
    assertThat(user.path("created_at").asLong()).isEqualTo(START.toEpochMilli());
    assertThat(user.path("public_metadata").toString()).isEqualTo("{}");
  }

  @Test
  void aChangeIsShownAndCounted() throws Exception {
    fixture.clerk().update(mira, MIRA.unverified().asStaff().withSecondFactor());

    JsonNode user = json(fixture.api("GET", "/v1/users/" + mira));

    assertThat(user.at("/email_addresses/0/verification/status").asText()).isEqualTo("unverified");
    assertThat(user.at("/public_metadata/staff").asBoolean()).isTrue();
    assertThat(user.path("two_factor_enabled").asBoolean()).isTrue();
    assertThat(user.path("updated_at").asLong()).isGreaterThan(user.path("created_at").asLong());
  }

  @Test
  void anAddressBelongsToOnePersonAndIsFreeAgainAfterwards() {
    String jo = fixture.clerk().person(JO);
    assertThatThrownBy(() -> fixture.clerk().update(jo, JO.withEmail("Mira@Mail.Example")))
        .isInstanceOf(IllegalArgumentException.class);
    fixture.clerk().update(mira, MIRA.withEmail("m@mail.example"));

    fixture.clerk().update(jo, JO.withEmail("mira@mail.example"));

    assertThat(fixture.clerk().profile(jo)).hasValue(JO.withEmail("mira@mail.example"));
  }

  @Test
  void aDeletedUserIsGoneWithItsSessions() throws Exception {
    String session = fixture.clerk().signIn(mira, false);

    HttpResponse<String> deleted = fixture.api("DELETE", "/v1/users/" + mira);

    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body())
        .isEqualTo("{\"id\":\"" + mira + "\",\"object\":\"user\",\"deleted\":true}");
    assertThat(fixture.frontend("POST", "/client/sessions/" + session + "/tokens", "").statusCode())
        .isEqualTo(404);
    assertThat(fixture.clerk().person(MIRA)).isNotEqualTo(mira);
  }

  @ParameterizedTest
  @CsvSource({"GET", "DELETE"})
  void whoIsNotThereIsNotFound(String method) throws Exception {
    fixture.api("DELETE", "/v1/users/" + mira);

    HttpResponse<String> refused = fixture.api(method, "/v1/users/" + mira);

    assertThat(refused.statusCode()).isEqualTo(404);
    JsonNode body = json(refused);
    assertThat(body.at("/errors/0/code").asText()).isEqualTo("resource_not_found");
    assertThat(body.at("/errors/0/message").isTextual()).isTrue();
    assertThat(body.at("/errors/0/long_message").isTextual()).isTrue();
    assertThat(body.path("clerk_trace_id").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer sk_test_other, clerk_key_invalid",
    "Basic sk_test_key, authentication_invalid",
    "sk_test_key, authentication_invalid"
  })
  void withoutTheKeyNothingIsShownOrDeleted(String authorization, String code) throws Exception {
    for (String call : new String[] {"GET /v1/users/" + mira, "DELETE /v1/users/" + mira}) {
      String[] parts = call.split(" ", 2);
      HttpResponse<String> refused = fixture.api(parts[0], parts[1], authorization);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(json(refused).at("/errors/0/code").asText()).isEqualTo(code);
    }
    assertThat(fixture.api("GET", "/v1/jwks", authorization).statusCode()).isEqualTo(401);
    assertThat(fixture.clerk().profile(mira)).isPresent();
  }

  @Test
  void theKeysAreTheSameAsThePublicOnes() throws Exception {
    assertThat(json(fixture.api("GET", "/v1/jwks")).path("keys")).isEqualTo(fixture.jwks());
  }

  @Test
  void whatIsNotServedIsNamed() throws Exception {
    HttpResponse<String> answer = fixture.api("POST", "/v1/organizations");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("POST /v1/organizations is not served");
  }

  @Test
  void theApiFailsOnDemand() throws Exception {
    fixture.clerk().faults().add(Fault.answer(500).on("/api/*").times(1));

    assertThat(fixture.api("DELETE", "/v1/users/" + mira).statusCode()).isEqualTo(500);
    assertThat(fixture.api("GET", "/v1/users/" + mira).statusCode()).isEqualTo(200);
  }
}
