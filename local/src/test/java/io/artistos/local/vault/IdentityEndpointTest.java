package io.artistos.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.tls.LocalAuthority;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityEndpointTest {

  private static final String STORAGE = "https://storage.azure.com";

  @TempDir static Path authorityFolder;
  @TempDir Path folder;
  private VaultFixture vault;

  @BeforeEach
  void start() {
    vault = new VaultFixture(LocalAuthority.in(authorityFolder), folder);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void aTokenComesWithItsResourceClientAndExpiryAsText() throws Exception {
    HttpResponse<String> response = vault.identity(STORAGE);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = VaultFixture.json(response);
    long expires = VaultFixture.START.plus(Duration.ofHours(1)).getEpochSecond();
    assertThat(body.path("expires_on").isTextual()).isTrue();
    assertThat(body.path("expires_on").asText()).isEqualTo(Long.toString(expires));
    assertThat(body.path("resource").asText()).isEqualTo(STORAGE);
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("client_id").asText()).isEqualTo(Tokens.SYSTEM_CLIENT);
  }

  @Test
  void claimsHoldWhatAzuriteChecks() throws Exception {
    JsonNode claims = claims(vault.token(STORAGE));

    long now = VaultFixture.START.getEpochSecond();
    assertThat(claims.path("iss").asText()).startsWith("https://sts.windows.net/");
    assertThat(claims.path("aud").asText()).isEqualTo(STORAGE);
    assertThat(claims.path("iat").asLong()).isEqualTo(now);
    assertThat(claims.path("nbf").asLong()).isLessThan(now);
    assertThat(claims.path("exp").asLong()).isGreaterThan(now);
  }

  @Test
  void aUserAssignedIdentityIsNamedInAnswerAndClaims() throws Exception {
    String client = "11111111-2222-3333-4444-555555555555";
    String query = "?api-version=2019-08-01&resource=" + STORAGE + "&client_id=" + client;

    JsonNode body = VaultFixture.json(vault.identity("GET", query, vault.server.identityHeader()));

    assertThat(body.path("client_id").asText()).isEqualTo(client);
    assertThat(claims(body.path("access_token").asText()).path("appid").asText()).isEqualTo(client);
  }

  @Test
  void aWrongIdentityHeaderIsRefused() throws Exception {
    refused("GET", "?api-version=2019-08-01&resource=" + STORAGE, "wrong", 401);
  }

  @Test
  void apiVersionAndResourceAreRequired() throws Exception {
    String header = vault.server.identityHeader();
    refused("GET", "?resource=" + STORAGE, header, 400);
    refused("GET", "?api-version=2017-09-01&resource=" + STORAGE, header, 400);
    refused("GET", "?api-version=2019-08-01", header, 400);
  }

  @Test
  void anythingButGetAndClientIdIsRefusedByName() throws Exception {
    String header = vault.server.identityHeader();
    String query = "?api-version=2019-08-01&resource=" + STORAGE;
    assertThat(refused("POST", query, header, 405)).contains("POST");
    assertThat(refused("GET", query + "&mi_res_id=x", header, 400)).contains("mi_res_id");
    assertThat(refused("GET", "/more" + query, header, 404)).contains("/msi/token/more");
  }

  @Test
  void theServerAcceptsItsOwnTokensForTheirAudienceUntilTheyExpire() throws Exception {
    String token = vault.token(STORAGE);

    assertThat(vault.server.accepts(token, STORAGE)).isTrue();
    assertThat(vault.server.accepts(token, STORAGE + "/")).isTrue();
    assertThat(vault.server.accepts(token, "https://cosmos.azure.com")).isFalse();
    vault.machine.advance(Duration.ofMinutes(59));
    assertThat(vault.server.accepts(token, STORAGE)).isTrue();
    vault.machine.advance(Duration.ofMinutes(1));
    assertThat(vault.server.accepts(token, STORAGE)).isFalse();
  }

  @Test
  void tokensKeepToTheMachinesTimeWhenTheSuitesIsMovedByAYear() throws Exception {
    String before = vault.token(STORAGE);

    vault.clock.advance(Duration.ofDays(365));

    assertThat(vault.server.accepts(before, STORAGE)).isTrue();
    String after = vault.token(STORAGE);
    assertThat(vault.server.accepts(after, STORAGE)).isTrue();
    assertThat(claims(after).path("iat").asLong()).isEqualTo(VaultFixture.START.getEpochSecond());
  }

  @Test
  void aTokenWithOtherClaimsUnderAnOldSignatureIsNotAccepted() throws Exception {
    String[] mine = vault.token(STORAGE).split("\\.", -1);
    String[] other = vault.token("https://cosmos.azure.com").split("\\.", -1);

    String forged = mine[0] + "." + other[1] + "." + mine[2];

    assertThat(vault.server.accepts(forged, "https://cosmos.azure.com")).isFalse();
    assertThat(vault.server.accepts("not a token", STORAGE)).isFalse();
    assertThat(vault.server.accepts("a.!.c", STORAGE)).isFalse();
  }

  @Test
  void headerAndSigningKeySurviveARestart() throws Exception {
    String header = vault.server.identityHeader();
    String token = vault.token(STORAGE);

    vault.restart();

    assertThat(vault.server.identityHeader()).isEqualTo(header).hasSize(64);
    assertThat(vault.server.accepts(token, STORAGE)).isTrue();
  }

  private String refused(String method, String query, String header, int status) throws Exception {
    HttpResponse<String> response = vault.identity(method, query, header);
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode body = VaultFixture.json(response);
    assertThat(body.path("statusCode").asInt()).isEqualTo(status);
    return body.path("message").asText();
  }

  private static JsonNode claims(String token) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }
}
