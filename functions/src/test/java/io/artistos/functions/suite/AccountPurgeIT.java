package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.suite.ManyFans;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountPurgeIT {

  private static final int FANS = Chaos.number("items", 1_000);
  private static final int KILLS = Chaos.number("purgeKills", 3);
  private static final int OTHERS = 5;

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();

  @Test
  void deletedItIsGoneForEverybodyAndRestoredItIsBack() {
    assertThat(account("DELETE", "", "{\"slug\":\"mira\"}").statusCode()).isEqualTo(422);
    assertThat(suite.get("/a/" + slug).statusCode()).isEqualTo(200);

    HttpResponse<String> deleted = delete();

    assertThat(deleted.statusCode()).isEqualTo(202);
    assertThat(RunningSuite.read(deleted.body()).at("/deletion/purgeAfter").asText()).isNotEmpty();
    HttpResponse<String> page =
        suite.send(suite.request("/a/" + slug).header("Accept", "text/html").GET());
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("This page has closed");
    HttpResponse<String> facts = suite.get("/api/fan-pages/" + slug);
    assertThat(facts.statusCode()).isEqualTo(410);
    assertThat(facts.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(signUp().statusCode()).isEqualTo(410);
    assertThat(owner("GET", "/api/fans", "").statusCode()).isEqualTo(410);
    assertThat(account("GET", "", "").statusCode()).isEqualTo(200);

    assertThat(account("POST", "/restore", "").statusCode()).isEqualTo(200);

    assertThat(suite.get("/a/" + slug).statusCode()).isEqualTo(200);
    assertThat(signUp().statusCode()).isEqualTo(202);
    assertThat(suite.fans(slug, "").path("items")).hasSize(1);
  }

  @Test
  void isPurgedThoughTheHostIsKilledAgainAndAgain() {
    ArtistApi other = new ArtistApi(suite, suite.newArtist());
    new ManyFans(suite.suite(), other.slug()).add(OTHERS);
    other.call("POST", "/api/blasts", "{\"subject\":\"News\",\"body\":\"Soon\"}");
    String stays = other.call("GET", "/api/account", "").path("tenantId").asText();
    List<String> before = lasting(other, stays);
    new ManyFans(suite.suite(), slug).add(FANS);
    String tenant = RunningSuite.read(delete().body()).path("tenantId").asText();
    long deletedBefore = fansDeleted();

    suite.suite().clock().moveBy(Duration.ofDays(15));
    for (int kill = 1; kill <= KILLS; kill++) {
      long enough = deletedBefore + (long) FANS * kill / (KILLS + 1);
      Await.until(() -> fansDeleted() >= enough);
      suite.suite().killHost();
      suite.suite().restartHost(Map.of());
      // Once it is warm the timer comes round and asks for the purge that stands still.
      Await.until(() -> purge("GET", tenant, "").has("step"));
      suite.suite().clock().moveBy(Duration.ofHours(2));
    }
    Await.until(() -> purge("GET", tenant, "").path("step").asText().equals("done"));

    JsonNode receipt = purge("GET", tenant, "").path("receipt");
    assertThat(receipt.at("/removed/fans").asInt()).isEqualTo(FANS);
    JsonNode verification = purge("POST", tenant, "/verify");
    assertThat(verification.path("proven").asBoolean()).isTrue();
    assertThat(suite.get("/a/" + slug).statusCode()).isEqualTo(404);
    // The purge's own record, and that staff looked at it, in the platform's log.
    assertThat(
            suite
                .suite()
                .cosmos()
                .dump()
                .filter(item -> item.contains(tenant))
                .filter(item -> !item.contains("\"type\":\"auditEvent\"")))
        .hasSize(1);
    assertThat(lasting(other, stays)).isEqualTo(before).hasSizeGreaterThan(OTHERS);
    Chaos.report(
        ("purge: %d fans, %d kills; all removed, receipt proven; the other account's %d items are"
                + " the same to the byte")
            .formatted(FANS, KILLS, before.size()));
  }

  /** Without what a timer adds up for every account as the days pass. */
  private static List<String> lasting(ArtistApi account, String tenant) {
    return account.items(tenant).stream()
        .filter(item -> !item.contains("\"type\":\"pageNumbers\""))
        .filter(item -> !item.contains("\"type\":\"numbersSettled\""))
        .toList();
  }

  private HttpResponse<String> signUp() {
    return suite.signUp(slug, Map.of("email", suite.anyAddress(), "consent", "2026-11.en"));
  }

  private HttpResponse<String> delete() {
    return account("DELETE", "", RunningSuite.write(Map.of("slug", slug)));
  }

  private HttpResponse<String> account(String method, String path, String body) {
    return owner(method, "/api/account" + path, body);
  }

  private JsonNode purge(String method, String tenant, String path) {
    return RunningSuite.read(
        call(suite.asStaff(), method, "/api/purges/" + tenant + path, "").body());
  }

  private HttpResponse<String> owner(String method, String path, String body) {
    return call(suite.asOwner(slug), method, path, body);
  }

  private HttpResponse<String> call(String authorization, String method, String path, String body) {
    return suite.send(
        suite
            .request(path)
            .header("Authorization", authorization)
            .header("Artist-Account", slug)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private long fansDeleted() {
    return suite.operations().getOrDefault("delete fans", 0L);
  }
}
