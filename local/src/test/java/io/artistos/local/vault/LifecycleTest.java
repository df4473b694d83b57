package io.artistos.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.tls.LocalAuthority;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of secrets and keys over time. */
class LifecycleTest {

  private static final long NOW = VaultFixture.START.getEpochSecond();
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final String WRAP = "{'alg':'RSA-OAEP','value':'AAECAw'}";

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
  void aDisabledSecretIsNotGivenOutAndItsOtherVersionsAre() throws Exception {
    String first = version(call("PUT", "/secrets/db", "{'value':'one'}"));
    call("PUT", "/secrets/db", "{'value':'two','attributes':{'enabled':false}}");

    HttpResponse<String> refused = call("GET", "/secrets/db/", "");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(inner(refused)).isEqualTo("SecretDisabled");
    assertThat(json(call("GET", "/secrets/db/" + first, "")).path("value").asText())
        .isEqualTo("one");
  }

  @Test
  void aSecretOutOfItsTimeIsStillReadWithItsTimes() throws Exception {
    call(
        "PUT",
        "/secrets/db",
        "{'value':'v','attributes':{'nbf':%d,'exp':%d}}".formatted(NOW + DAY, NOW + 2 * DAY));

    JsonNode early = json(call("GET", "/secrets/db/", ""));
    vault.clock.advance(Duration.ofDays(3));
    JsonNode late = json(call("GET", "/secrets/db/", ""));

    assertThat(early.path("value").asText()).isEqualTo("v");
    assertThat(early.at("/attributes/nbf").asLong()).isEqualTo(NOW + DAY);
    assertThat(late.path("value").asText()).isEqualTo("v");
    assertThat(late.at("/attributes/exp").asLong()).isEqualTo(NOW + 2 * DAY);
  }

  @Test
  void attributesOfAVersionAreChangedAndTheRestStays() throws Exception {
    String body = "{'value':'v','contentType':'text/plain','tags':{'a':'b'}}";
    String version = version(call("PUT", "/secrets/db", body));
    vault.clock.advance(Duration.ofDays(1));

    JsonNode changed =
        json(call("PATCH", "/secrets/db/" + version, "{'attributes':{'exp':%d}}".formatted(NOW)));

    assertThat(changed.has("value")).isFalse();
    assertThat(changed.path("contentType").asText()).isEqualTo("text/plain");
    assertThat(changed.at("/tags/a").asText()).isEqualTo("b");
    assertThat(changed.at("/attributes/exp").asLong()).isEqualTo(NOW);
    assertThat(changed.at("/attributes/created").asLong()).isEqualTo(NOW);
    assertThat(changed.at("/attributes/updated").asLong()).isEqualTo(NOW + DAY);
    assertThat(json(call("GET", "/secrets/db/", "")).path("value").asText()).isEqualTo("v");
    assertThat(call("PATCH", "/secrets/db/0123", "{}").statusCode()).isEqualTo(404);
    assertThat(call("PATCH", "/secrets/db/", "{'attributes':{'exp':'x'}}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aKeyOutOfItsTimeUnwrapsAndDoesNotWrap() throws Exception {
    vault.server.ensureKey("kek");
    JsonNode wrapped = json(call("POST", "/keys/kek//wrapkey", WRAP));
    call("PATCH", "/keys/kek/", "{'attributes':{'exp':%d}}".formatted(NOW + DAY));
    assertThat(call("POST", "/keys/kek//wrapkey", WRAP).statusCode()).isEqualTo(200);

    vault.clock.advance(Duration.ofDays(1));

    assertThat(call("POST", "/keys/kek//wrapkey", WRAP).statusCode()).isEqualTo(403);
    assertThat(unwrap(wrapped).body()).contains("AAECAw");
    call("PATCH", "/keys/kek/", "{'attributes':{'exp':%d}}".formatted(NOW + 9 * DAY));
    call("PATCH", "/keys/kek/", "{'attributes':{'nbf':%d}}".formatted(NOW + 8 * DAY));
    assertThat(inner(call("POST", "/keys/kek//wrapkey", WRAP))).isEqualTo("KeyNotYetValid");
  }

  @Test
  void aDisabledKeyNeitherWrapsNorUnwraps() throws Exception {
    vault.server.ensureKey("kek");
    JsonNode wrapped = json(call("POST", "/keys/kek//wrapkey", WRAP));

    call("PATCH", "/keys/kek/", "{'attributes':{'enabled':false}}");

    assertThat(inner(call("POST", "/keys/kek//wrapkey", WRAP))).isEqualTo("KeyDisabled");
    assertThat(inner(unwrap(wrapped))).isEqualTo("KeyDisabled");
    assertThat(inner(call("GET", "/keys/kek/", ""))).isEqualTo("KeyDisabled");
    JsonNode listed = json(call("GET", "/keys", "")).at("/value/0");
    assertThat(listed.at("/attributes/enabled").asBoolean(true)).isFalse();
    call("PATCH", "/keys/kek/", "{'attributes':{'enabled':true}}");
    assertThat(unwrap(wrapped).body()).contains("AAECAw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets", "keys"})
  void whatIsDeletedCanBeRecoveredAndItsNameIsTakenUntilItIsPurged(String kind) throws Exception {
    make(kind, "db");
    String id = ids(call("GET", "/" + kind + "/db/versions", "")).getFirst();

    JsonNode deleted = json(call("DELETE", "/" + kind + "/db", ""));

    assertThat(deleted.path("recoveryId").asText())
        .isEqualTo(vault.server.vaultUri() + "/deleted" + kind + "/db");
    assertThat(deleted.path("deletedDate").asLong()).isEqualTo(NOW);
    assertThat(deleted.path("scheduledPurgeDate").asLong()).isEqualTo(NOW + 90 * DAY);
    assertThat(call("GET", "/" + kind + "/db/", "").statusCode()).isEqualTo(404);
    HttpResponse<String> taken = make(kind, "db");
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(inner(taken)).isEqualTo("ObjectIsDeletedButRecoverable");
    vault.restart();
    assertThat(call("GET", "/deleted" + kind + "/db", "").statusCode()).isEqualTo(200);
    assertThat(ids(call("GET", "/deleted" + kind, ""))).hasSize(1);

    assertThat(call("POST", "/deleted" + kind + "/db/recover", "").statusCode()).isEqualTo(200);
    assertThat(ids(call("GET", "/" + kind + "/db/versions", ""))).containsExactly(id);
    assertThat(call("GET", "/deleted" + kind + "/db", "").statusCode()).isEqualTo(404);

    call("DELETE", "/" + kind + "/db", "");
    assertThat(call("DELETE", "/deleted" + kind + "/db", "").statusCode()).isEqualTo(204);
    assertThat(call("DELETE", "/deleted" + kind + "/db", "").statusCode()).isEqualTo(404);
    assertThat(make(kind, "db").statusCode()).isEqualTo(200);
    assertThat(ids(call("GET", "/" + kind + "/db/versions", ""))).hasSize(1).doesNotContain(id);
  }

  @Test
  void whatIsDeletedIsPurgedAfter90Days() throws Exception {
    make("secrets", "db");
    call("DELETE", "/secrets/db", "");
    vault.clock.advance(Duration.ofDays(90).minusSeconds(1));
    assertThat(call("GET", "/deletedsecrets/db", "").statusCode()).isEqualTo(200);

    vault.clock.advance(Duration.ofSeconds(1));

    HttpResponse<String> gone = call("POST", "/deletedsecrets/db/recover", "");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("SecretNotFound", "Deleted Secret not found: db");
    assertThat(ids(call("GET", "/deletedsecrets", ""))).isEmpty();
    assertThat(ids(call("GET", "/secrets", ""))).isEmpty();
    assertThat(make("secrets", "db").statusCode()).isEqualTo(200);
  }

  @Test
  void listsComeInPagesWithoutValues() throws Exception {
    for (int i = 0; i < 5; i++) {
      call("PUT", "/secrets/s" + i, "{'value':'hidden'}");
    }

    List<String> ids = new ArrayList<>();
    String next = vault.server.vaultUri() + "/secrets?api-version=7.6&maxresults=2";
    int pages = 0;
    while (!next.equals("null") && pages < 5) {
      URI uri = URI.create(next);
      HttpResponse<String> page =
          vault.send(
              vault
                  .request("GET", uri.getRawPath() + "?" + uri.getRawQuery(), "")
                  .header("Authorization", "Bearer " + vault.token("https://localhost"))
                  .build());
      assertThat(page.body()).doesNotContain("hidden");
      ids.addAll(ids(page));
      next = json(page).path("nextLink").asText();
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(5).allMatch(id -> id.matches("/secrets/s\\d"));
  }

  private HttpResponse<String> make(String kind, String name) throws Exception {
    return kind.equals("keys")
        ? call("POST", "/keys/" + name + "/create", "{'kty':'RSA'}")
        : call("PUT", "/secrets/" + name, "{'value':'v'}");
  }

  private HttpResponse<String> unwrap(JsonNode wrapped) throws Exception {
    String value = wrapped.path("value").asText();
    return call("POST", "/keys/kek//unwrapkey", WRAP.replace("AAECAw", value));
  }

  private static String inner(HttpResponse<String> refused) throws Exception {
    assertThat(json(refused).at("/error/code").asText()).isIn("Forbidden", "Conflict");
    return json(refused).at("/error/innererror/code").asText();
  }

  /** The ids of a page, without the address of the vault. */
  private static List<String> ids(HttpResponse<String> page) throws Exception {
    List<String> ids = new ArrayList<>();
    json(page)
        .path("value")
        .forEach(
            each -> {
              String id = each.path(each.has("kid") ? "kid" : "id").asText();
              ids.add(URI.create(id).getPath());
            });
    return ids;
  }

  private static String version(HttpResponse<String> secret) throws Exception {
    String id = json(secret).path("id").asText();
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return vault.call(method, path, body.replace('\'', '"'));
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return VaultFixture.json(response);
  }
}
