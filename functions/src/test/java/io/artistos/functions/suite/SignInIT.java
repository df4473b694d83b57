package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.suite.ArtistRequest;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.Profile;
import io.artistos.shared.identity.Permission;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People sign in, open accounts, rename them, leave; and what is written down of it. */
class SignInIT {

  private static final int FREE_FAILURES = 10;

  private final RunningSuite suite = RunningSuite.get();
  private final Clerk clerk = suite.suite().vendors().clerk();

  @Test
  void opensAnAccountThatItsOwnerThenFindsInTheirList() {
    String slug = suite.newArtist();

    JsonNode accounts = get("/api/accounts", suite.asOwner(slug), null);

    assertThat(accounts.path("items")).hasSize(1);
    assertThat(accounts.at("/items/0/slug").asText()).isEqualTo(slug);
    assertThat(accounts.at("/items/0/role").asText()).isEqualTo("owner");
  }

  @Test
  void keepsNothingOfAChild() {
    String email = suite.anyAddress();
    String user = clerk.person(Profile.of("Kim", "Young", email));
    Map<String, String> artist =
        ArtistRequest.of("Kim", "kim-" + user.substring(5, 15).toLowerCase(Locale.ROOT));
    artist.put("birthDate", "2020-01-01");

    HttpResponse<String> refused =
        send("POST", "/api/artists", "Bearer " + clerk.token(user, false), null, artist);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("urn:artistos:problem:not-eligible");
    Await.until(() -> clerk.profile(user).isEmpty() && clerk.pendingWebhooks() == 0);
    assertThat(suite.suite().cosmos().dump())
        .noneMatch(item -> item.contains(email) || item.contains("2020-01-01"));
  }

  @Test
  void leadsFromTheOldSlugToTheNewOne() {
    String old = suite.newArtist();
    String slug = old + "-band";

    HttpResponse<String> changed =
        send("POST", "/api/account/slug", suite.asOwner(old), old, Map.of("slug", slug));

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    Await.until(() -> suite.get("/a/" + slug).statusCode() == 200);
    Await.until(() -> suite.get("/a/" + old).statusCode() == 301);
    assertThat(suite.get("/a/" + old).headers().firstValue("location").orElse(""))
        .endsWith("/a/" + slug);
    HttpResponse<String> signUp =
        suite.signUp(old, Map.of("email", suite.anyAddress(), "consent", "2026-11.en"));
    assertThat(signUp.statusCode()).isEqualTo(202);
    assertThat(get("/api/fans", suite.asOwner(old), old).path("items")).hasSize(1);
    assertThat(get("/api/fans", suite.asOwner(old), slug).path("items")).hasSize(1);
    assertThat(get("/api/accounts", suite.asOwner(old), null).at("/items/0/slug").asText())
        .isEqualTo(slug);
  }

  @Test
  void forgetsWhoeverDeletedTheirSignIn() {
    String slug = suite.newArtist();
    String member = new TeamApi(suite, slug).join("manager");
    String token = "Bearer " + clerk.token(member, true);
    assertThat(send("GET", "/api/fans", token, slug, Map.of()).statusCode()).isEqualTo(200);

    clerk.delete(member);

    Await.until(() -> send("GET", "/api/fans", token, slug, Map.of()).statusCode() == 404);
    JsonNode members = get("/api/members", suite.asOwner(slug), slug).path("items");
    assertThat(members).hasSize(1);
  }

  @Test
  void writesDownWhoDidWhatAndNothingPersonal() {
    String slug = suite.newArtist();
    String owner = suite.ownerOf(slug);
    send("POST", "/api/releases", suite.asOwner(slug), slug, Map.of("title", "Night Trains"));
    String viewer = new TeamApi(suite, slug).join("viewer");
    send("GET", "/api/keys", "Bearer " + clerk.token(viewer, true), slug, Map.of());

    JsonNode events = get("/api/audit", suite.asOwner(slug), slug).path("items");
    HttpResponse<String> csv =
        send("GET", "/api/audit/export?format=csv", suite.asOwner(slug), slug, Map.of());

    List<String> seen =
        events
            .valueStream()
            .map(
                event ->
                    event.at("/actor/id").asText()
                        + " "
                        + event.path("action").asText()
                        + " "
                        + event.path("outcome").asText())
            .toList();
    assertThat(seen)
        .contains(
            owner + " session.started succeeded",
            owner + " CreateRelease succeeded",
            owner + " InviteMember succeeded",
            viewer + " ListApiKeys refused");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.body()).contains("CreateRelease").doesNotContain("@", "Night Trains");
  }

  @Test
  void showsThePlatformsLogToStaffAndSaysWhoReadIt() {
    String staff = suite.newStaff();
    String token = "Bearer " + clerk.token(staff, true);
    assertThat(send("GET", "/api/staff/audit", suite.asOwner(suite.newArtist()), null, Map.of()))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
    assertThat(get("/api/staff/features", token, null).path("items")).isNotEmpty();

    HttpResponse<String> csv = send("GET", "/api/staff/audit/export", token, null, Map.of());

    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.body()).startsWith("id,at,actorKind");
    get("/api/staff/audit?limit=1", token, null);
    assertThat(
            get("/api/staff/audit?actor=" + staff, token, null)
                .path("items")
                .findValuesAsText("action"))
        .containsExactly("ListPlatformAuditEvents", "ExportPlatformAuditEvents");
  }

  @Test
  void holdsAKeyToItsOwnLimit() {
    String slug = suite.newArtist();
    String key =
        send(
                "POST",
                "/api/keys",
                suite.asOwner(slug),
                slug,
                Map.of("name", "slow", "scopes", List.of("fans.read"), "callsPerMinute", 5))
            .body();
    String bearer = "Bearer " + RunningSuite.read(key).path("key").asText();

    int allowed = 0;
    HttpResponse<String> answer;
    do {
      answer = send("GET", "/api/fans", bearer, null, Map.of());
      allowed += answer.statusCode() == 200 ? 1 : 0;
    } while (answer.statusCode() == 200);

    // A minute may have begun anew meanwhile.
    assertThat(allowed).isBetween(5, 10);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Long.parseLong(answer.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1L, 60L);
  }

  @Test
  void slowsDownWhoKeepsFailingAndNobodyElse() {
    String slug = suite.newArtist();

    int failures = 0;
    while (from("203.0.113.7", "Bearer guess", slug) == 401) {
      failures++;
    }

    assertThat(failures).isGreaterThanOrEqualTo(FREE_FAILURES);
    assertThat(from("203.0.113.7", "Bearer guess", slug)).isEqualTo(429);
    assertThat(from("203.0.113.8", "Bearer guess", slug)).isEqualTo(401);
    // Others behind the same address have done nothing.
    assertThat(from("203.0.113.7", suite.asOwner(slug), slug)).isEqualTo(200);
  }

  @Test
  void takesPermissionsAwayAtOnce() {
    String slug = suite.newArtist();
    TeamApi team = new TeamApi(suite, slug);
    String member = team.join("manager");
    String token = "Bearer " + clerk.token(member, true);
    assertThat(send("GET", "/api/audit", token, slug, Map.of()).statusCode()).isEqualTo(200);

    send("PUT", "/api/members/" + member, suite.asOwner(slug), slug, Map.of("role", "viewer"));

    assertThat(send("GET", "/api/audit", token, slug, Map.of()).statusCode()).isEqualTo(403);
    String key = team.key(List.of(Permission.FANS_READ), 1);
    assertThat(send("GET", "/api/fans", "Bearer " + key, null, Map.of()).statusCode())
        .isEqualTo(200);
  }

  private int from(String network, String authorization, String slug) {
    return suite
        .send(
            suite
                .request("/api/fans")
                .header("X-Local-Peer", network)
                .header("Authorization", authorization)
                .header("Artist-Account", slug)
                .GET())
        .statusCode();
  }

  private JsonNode get(
      String path, String authorization, @org.jspecify.annotations.Nullable String slug) {
    HttpResponse<String> answer = send("GET", path, authorization, slug, Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningSuite.read(answer.body());
  }

  private HttpResponse<String> send(
      String method,
      String path,
      String authorization,
      @org.jspecify.annotations.Nullable String slug,
      Map<String, ?> body) {
    HttpRequest.Builder request = suite.request(path).header("Authorization", authorization);
    if (slug != null) {
      request.header("Artist-Account", slug);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return suite.send(
        request.method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(RunningSuite.write(body))));
  }
}
