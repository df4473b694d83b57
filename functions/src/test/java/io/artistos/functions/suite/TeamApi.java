package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.Profile;
import io.artistos.shared.identity.Permission;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an owner does with their team, through the API. */
record TeamApi(RunningSuite suite, String slug) {

  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("/invitation\\?t=([A-Za-z0-9_-]+)");

  /** A person who was invited and has accepted; gives the user id. */
  String join(String role) {
    String address = suite.anyAddress();
    String user = clerk().person(Profile.of("Mia", "Member", address).withSecondFactor());
    asOwner("POST", "/api/invitations", Map.of("email", address, "role", role));
    Matcher link =
        TOKEN.matcher(
            String.valueOf(
                suite.suite().vendors().awaitMail(address, mail -> true, WITHIN).text()));
    assertThat(link.find()).as("a link in the invitation").isTrue();
    ok(
        "POST",
        "/api/invitations/accept",
        Map.of("token", link.group(1), "terms", "2026-01", "privacyPolicy", "2026-01"),
        "Bearer " + clerk().token(user, true));
    return user;
  }

  void remove(String user) {
    asOwner("DELETE", "/api/members/" + user, Map.of());
  }

  void role(String name, Collection<Permission> permissions) {
    asOwner("PUT", "/api/roles/" + name, Map.of("permissions", words(permissions)));
  }

  /** A new key's text. */
  String key(List<Permission> scopes, int days) {
    return newKey(scopes, days).path("key").asText();
  }

  String revokedKey(List<Permission> scopes) {
    JsonNode key = newKey(scopes, 1);
    asOwner("DELETE", "/api/keys/" + key.at("/apiKey/id").asText(), Map.of());
    return key.path("key").asText();
  }

  private JsonNode newKey(List<Permission> scopes, int days) {
    return asOwner(
        "POST",
        "/api/keys",
        Map.of("name", "test", "scopes", words(scopes), "expiresInDays", days));
  }

  void security(boolean requireSecondFactor, String support) {
    asOwner(
        "PUT",
        "/api/security",
        Map.of("requireSecondFactor", requireSecondFactor, "support", support));
  }

  /** Of a person of the staff, to this account; gives the access's id. */
  String askForAccess(String staff) {
    return ok(
            "POST",
            "/api/staff/access",
            Map.of("account", slug, "reason", "A test", "role", "manager", "minutes", 1440),
            "Bearer " + clerk().token(staff, true))
        .path("id")
        .asText();
  }

  void endAccess(String id) {
    asOwner("DELETE", "/api/support-access/" + id, Map.of());
  }

  private JsonNode asOwner(String method, String path, Object body) {
    return ok(method, path, body, suite.asOwner(slug));
  }

  private JsonNode ok(String method, String path, Object body, String authorization) {
    HttpResponse<String> answer =
        suite.send(
            suite
                .request(path)
                .header("Authorization", authorization)
                .header("Artist-Account", slug)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(RunningSuite.write(body))));
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + answer.body())
        .isBetween(200, 299);
    return answer.body().isEmpty() ? RunningSuite.read("{}") : RunningSuite.read(answer.body());
  }

  private static List<String> words(Collection<Permission> permissions) {
    return permissions.stream().map(Permission::word).toList();
  }

  private Clerk clerk() {
    return suite.suite().vendors().clerk();
  }
}
