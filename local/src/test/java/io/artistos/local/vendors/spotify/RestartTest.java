package io.artistos.local.vendors.spotify;

import static io.artistos.local.vendors.spotify.SpotifyFixture.refusal;
import static io.artistos.local.vendors.spotify.SpotifyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

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
  void codesTokensAndSettingsAreKept() throws Exception {
    JsonNode tokens = fixture.connected();
    String code = fixture.code(request());
    fixture.spotify().mode(Mode.EXTENDED);

    fixture.restart();

    assertThat(fixture.spotify().mode()).isEqualTo(Mode.EXTENDED);
    assertThat(fixture.exchange(code).statusCode()).isEqualTo(200);
    assertThat(fixture.api(tokens.path("access_token").asText(), "/v1/me").statusCode())
        .isEqualTo(200);
    assertThat(fixture.refresh(tokens.path("refresh_token").asText()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsDeadStaysDead() throws Exception {
    String code = fixture.code(request());
    String rotated = SpotifyFixture.json(fixture.exchange(code)).path("refresh_token").asText();
    fixture.refresh(rotated);
    JsonNode withdrawn = fixture.connected();
    fixture.spotify().revokeConsents(Account.MIRA);

    fixture.restart();

    assertThat(refusal(fixture.exchange(code))).isEqualTo("400 invalid_grant");
    assertThat(refusal(fixture.refresh(rotated))).isEqualTo("400 invalid_grant");
    assertThat(refusal(fixture.refresh(withdrawn.path("refresh_token").asText())))
        .isEqualTo("400 invalid_grant");
  }

  @Test
  void theFileHoldsNoCodeAndNoToken() throws Exception {
    String code = fixture.code(request());
    JsonNode tokens = fixture.connected();
    fixture.close();

    String file = Files.readString(fixture.file(), StandardCharsets.ISO_8859_1);

    // What is known to be there is found, so what is not found is not there.
    assertThat(file).contains(Secrets.hash(code), "mira-sol");
    assertThat(file)
        .doesNotContain(
            code,
            tokens.path("access_token").asText(),
            tokens.path("refresh_token").asText(),
            SpotifyFixture.SECRET);
  }
}
