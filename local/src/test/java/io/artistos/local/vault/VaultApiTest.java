package io.artistos.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.tls.LocalAuthority;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultApiTest {

  private static final String CHALLENGE =
      "Bearer authorization=\"https://login.microsoftonline.com/"
          + Tokens.TENANT
          + "\", resource=\"https://localhost\"";

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
  void aCallWithoutATokenIsChallenged() throws Exception {
    challenged(vault.send(vault.request("GET", "/secrets/x?api-version=7.6", "").build()));
  }

  @Test
  void aTokenForAnotherAudienceIsChallenged() throws Exception {
    challenged(callWith(vault.token("https://storage.azure.com")));
  }

  @Test
  void anExpiredTokenIsChallenged() throws Exception {
    String token = vault.token("https://localhost");
    assertThat(callWith(token).statusCode()).isEqualTo(404);

    vault.machine.advance(Duration.ofHours(1));

    challenged(callWith(token));
  }

  @Test
  void anUnknownApiVersionIsRefused() throws Exception {
    HttpResponse<String> response =
        vault.send(
            vault
                .request("GET", "/secrets/x?api-version=2015-06-01", "")
                .header("Authorization", "Bearer " + vault.token("https://localhost"))
                .build());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("api-version");
  }

  @Test
  void aSecretIsReadAtItsLatestAndAtEachVersion() throws Exception {
    String first = id(vault.call("PUT", "/secrets/db", "{\"value\":\"one\"}"));
    String second = id(vault.call("PUT", "/secrets/db", "{\"value\":\"two\"}"));

    assertThat(first).startsWith(vault.server.vaultUri() + "/secrets/db/").isNotEqualTo(second);
    assertThat(value(vault.call("GET", "/secrets/db/", ""))).isEqualTo("two");
    assertThat(value(vault.call("GET", "/secrets/DB", ""))).isEqualTo("two");
    assertThat(value(vault.call("GET", path(first), ""))).isEqualTo("one");
  }

  @Test
  void aSecretKeepsContentTypeTagsAndTimes() throws Exception {
    String body = "{\"value\":\"v\",\"contentType\":\"text/plain\",\"tags\":{\"a\":\"b\"}}";
    vault.call("PUT", "/secrets/x", body);

    JsonNode secret = VaultFixture.json(vault.call("GET", "/secrets/x/", ""));

    assertThat(secret.path("contentType").asText()).isEqualTo("text/plain");
    assertThat(secret.path("tags").path("a").asText()).isEqualTo("b");
    assertThat(secret.path("attributes").path("enabled").asBoolean()).isTrue();
    assertThat(secret.path("attributes").path("created").asLong())
        .isEqualTo(VaultFixture.START.getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({
    "/secrets/nothing/, SecretNotFound",
    "/secrets/nothing/0123, SecretNotFound",
    "/keys/nothing/, KeyNotFound"
  })
  void whatIsMissingIsA404WithItsCode(String path, String code) throws Exception {
    HttpResponse<String> response = vault.call("GET", path, "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(VaultFixture.json(response).path("error").path("code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /secrets/x | {} | value",
        "PUT | /secrets/x | not json | JSON",
        "PUT | /secrets/a_b | {'value':'v'} | name",
        "POST | /keys/x/create | {'kty':'RSA','key_size':1024} | key_size",
        "POST | /keys/kek//wrapkey | {'alg':'RSA1_5','value':'AA'} | RSA1_5",
        "POST | /keys/kek//wrapkey | {'alg':'RSA-OAEP','value':'%'} | base64url",
        "POST | /keys/kek//unwrapkey | {'alg':'RSA-OAEP','value':'AAAA'} | not wrapped"
      })
  void aBadBodyIsRefusedWithTheReason(String method, String path, String body, String word)
      throws Exception {
    vault.server.ensureKey("kek");

    HttpResponse<String> response = vault.call(method, path, body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode error = VaultFixture.json(response).path("error");
    assertThat(error.path("code").asText()).isEqualTo("BadParameter");
    assertThat(error.path("message").asText()).contains(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /secrets/x/0123 | {'value':'v'} | PUT /secrets/x/0123",
        "POST | /secrets/x/backup | {} | POST /secrets/x/backup",
        "POST | /keys/x/backup | {} | POST /keys/x/backup",
        "POST | /secrets/restore | {} | POST /secrets/restore",
        "GET | /certificates | {} | GET /certificates",
        "POST | /keys/x/create | {'kty':'RSA','attributes':{'exportable':true}} | exportable",
        "POST | /keys/x/create | {'kty':'EC'} | EC",
        "POST | /keys/x/create | {'kty':'RSA','key_ops':['sign']} | sign",
        "POST | /keys/x/import | {} | POST /keys/x/import",
        "POST | /keys/x/0123/sign | {} | POST /keys/x/0123/sign"
      })
  void whatIsNotServedIsRefusedByName(String method, String path, String body, String named)
      throws Exception {
    HttpResponse<String> response = vault.call(method, path, body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(VaultFixture.json(response).path("error").path("message").asText()).contains(named);
  }

  @ParameterizedTest
  @CsvSource({"RSA-OAEP-256", "RSA-OAEP"})
  void anOldKeyVersionStillUnwrapsAfterRotation(String alg) throws Exception {
    vault.server.ensureKey("kek");
    String old = kid(vault.call("GET", "/keys/kek/", ""));
    JsonNode wrapped = wrapKey("/keys/kek/", alg, "AAECAw");

    String rotated = kid(vault.call("POST", "/keys/kek/rotate", ""));

    assertThat(wrapped.path("kid").asText()).isEqualTo(old).isNotEqualTo(rotated);
    assertThat(kid(vault.call("GET", "/keys/kek", ""))).isEqualTo(rotated);
    assertThat(unwrap(old, alg, wrapped).body()).contains("\"AAECAw\"");
    assertThat(unwrap(rotated, alg, wrapped).statusCode()).isEqualTo(400);
  }

  @Test
  void oaep256IsSha256InBothHashes() throws Exception {
    vault.server.ensureKey("kek");
    JsonNode key = VaultFixture.json(vault.call("GET", "/keys/kek/", "")).path("key");
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    String wrapped =
        Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.doFinal(new byte[] {7}));
    String body = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"" + wrapped + "\"}";

    HttpResponse<String> response = vault.call("POST", "/keys/kek//unwrapkey", body);

    assertThat(response.body()).contains("\"value\":\"Bw\"");
  }

  @Test
  void stateSurvivesARestartAndIsReadableByItsOwnerOnly() throws Exception {
    vault.server.putSecretIfAbsent("kept", () -> "first");
    vault.server.ensureKey("kek");
    JsonNode wrapped = wrapKey("/keys/kek/", "RSA-OAEP-256", "AAECAw");
    String path = path(wrapped.path("kid").asText());

    vault.restart();

    vault.server.putSecretIfAbsent("kept", () -> "second");
    vault.server.ensureKey("kek");
    assertThat(value(vault.call("GET", "/secrets/kept/", ""))).isEqualTo("first");
    assertThat(unwrap(path, "RSA-OAEP-256", wrapped).body()).contains("\"AAECAw\"");
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(6).noneMatch(f -> f.toString().endsWith(".tmp"));
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
  }

  private HttpResponse<String> callWith(String token) throws Exception {
    return vault.send(
        vault
            .request("GET", "/secrets/x?api-version=7.6", "")
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static void challenged(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains(CHALLENGE);
    assertThat(response.body()).contains("\"Unauthorized\"");
  }

  private JsonNode wrapKey(String path, String alg, String value) throws Exception {
    String body = "{\"alg\":\"" + alg + "\",\"value\":\"" + value + "\"}";
    return VaultFixture.json(vault.call("POST", path + "/wrapkey", body));
  }

  private HttpResponse<String> unwrap(String kid, String alg, JsonNode wrapped) throws Exception {
    String value = wrapped.path("value").asText();
    String body = "{\"alg\":\"" + alg + "\",\"value\":\"" + value + "\"}";
    return vault.call("POST", path(kid) + "/unwrapkey", body);
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
  }

  private static String path(String id) {
    return URI.create(id).getPath();
  }

  private static String id(HttpResponse<String> response) throws Exception {
    return VaultFixture.json(response).path("id").asText();
  }

  private static String value(HttpResponse<String> response) throws Exception {
    return VaultFixture.json(response).path("value").asText();
  }

  private static String kid(HttpResponse<String> response) throws Exception {
    return VaultFixture.json(response).path("key").path("kid").asText();
  }
}
