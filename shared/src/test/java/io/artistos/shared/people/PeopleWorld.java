package io.artistos.shared.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.shared.artists.AccountChanges;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.audit.AuditEvent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageEditing;
import io.artistos.shared.pages.ShortLinks;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** People, their teams and what settles their lists, on a pinned clock. */
final class PeopleWorld implements AutoCloseable {

  static final String KEY = "sk_test_people";

  final TestPlatform platform = TestPlatform.get();
  final Database database = platform.database();
  final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  final SecureRandom random = new SecureRandom();

  /** What Clerk answers about users, by id. */
  final Map<String, String> users = new ConcurrentHashMap<>();

  final LocalHttpServer server = LocalHttpServer.start(0, null, this::clerk);
  final ClerkApi clerk =
      new ClerkApi(
          URI.create("http://127.0.0.1:" + server.port()), name -> new Secret<>(KEY), "clerk");
  final People people = new People(database, clerk, clock);
  final Teams teams = new Teams(database);
  final FanPages pages = new FanPages(database, clock);
  final Accounts accounts = new Accounts(database, clock);
  final AuditLog log = new AuditLog(database, random, clock);
  final Listings listings = new Listings(database, teams, accounts, pages, people, log, clock);
  final ArtistOnboarding onboarding = platform.onboarding(clock);
  final TeamSweeper sweeper = new TeamSweeper(database, listings, onboarding, clock);

  final Departures departures = new Departures(people, listings, clerk);
  final SlugClaims slugs = new SlugClaims(database, platform.retiredSlugs(clock));
  final AccountChanges changes =
      new AccountChanges(database, accounts, pages, slugs, listings::settle, clock);
  final ArtistSignup signup =
      new ArtistSignup(
          people, departures, onboarding, listings, new Policies(database, clock), clock);

  private Response clerk(Request request) {
    if (!("Bearer " + KEY).equals(request.header("authorization"))) {
      return Response.text(401, "");
    }
    String id = request.path().substring("/v1/users/".length());
    String user = request.method().equals("DELETE") ? users.remove(id) : users.get(id);
    return user == null ? Response.text(404, "") : Response.text(200, user);
  }

  String anybody() {
    return "user_" + random();
  }

  FanPage openArtist(String owner) {
    return onboarding.open(
        new NewArtist(
            "Mira Sol",
            new Slug("mira-" + random()),
            ZoneId.of("Europe/London"),
            "12 Harbour Lane, Bristol",
            Optional.empty(),
            TestPlatform.STATED),
        owner,
        Optional.empty());
  }

  /** Another page of the artist's, published a minute after whatever was before. */
  void secondPage(TenantId tenant, Slug slug) {
    clock.advance(Duration.ofMinutes(1));
    URI url = URI.create("https://artistos.example");
    ShortLinks links = new ShortLinks(database, pages, random, clock);
    PageEditing editing = new PageEditing(database, pages, slugs, links, url, random, clock);
    Call call =
        call("user_1", Map.of(), Map.of("slug", slug.value(), "texts", Map.of("en", Map.of())));
    editing.publish(tenant, editing.create(tenant, call).view().id(), call);
  }

  /** Puts somebody on the team, or takes them off it with null. */
  Team member(TenantId tenant, String userId, String role) {
    return teams.change(
        tenant, team -> team.with(userId, new Member(role, clock.instant()), clock.instant()));
  }

  /** Somebody whom Clerk knows, as it describes them. */
  String signedUp(boolean verified) {
    String id = anybody();
    users.put(id, Json.write(user(id, verified, clock.millis())));
    return id;
  }

  static Map<String, Object> user(String id, boolean verified, long updatedAt) {
    String status = verified ? "verified" : "unverified";
    return Map.of(
        "id", id,
        "object", "user",
        "first_name", "Mira",
        "last_name", "Sol",
        "primary_email_address_id", "idn_1",
        "email_addresses",
            List.of(
                Map.of("id", "idn_0", "email_address", "old@band.example"),
                Map.of(
                    "id",
                    "idn_1",
                    "email_address",
                    "mira" + updatedAt + "@band.example",
                    "verification",
                    Map.of("status", status))),
        "updated_at", updatedAt);
  }

  /** A call of somebody who was let in. */
  Call call(String userId, Map<String, String> headers, Map<String, Object> body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", "application/json");
    return new Call(
            "POST",
            URI.create("https://artistos.example/api/artists"),
            all,
            Map.of(),
            Optional.of(Json.write(body)))
        .with(
            new Visitor(
                new Actor(Actor.Kind.PERSON, userId),
                Optional.empty(),
                Set.of(),
                Optional.empty()));
  }

  /** What somebody fills in. */
  Map<String, Object> application(String slug) {
    Map<String, Object> body = new HashMap<>();
    body.put("artistName", "Mira Sol");
    body.put("slug", slug);
    body.put("timeZone", "Europe/London");
    body.put("country", "GB");
    body.put("postalAddress", "12 Harbour Lane, Bristol");
    body.put("birthDate", "1998-04-23");
    body.put("terms", "2026-01");
    body.put("privacyPolicy", "2026-01");
    return body;
  }

  /** What is in the account's log since it was opened: action, target, who, outcome. */
  List<String> events(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACTIVITY)
        .query("c.type = 'auditEvent'", "c.at", Map.of(), AuditEvent.class, 100, null)
        .items()
        .stream()
        .filter(event -> !event.action().equals("account.opened"))
        .map(PeopleWorld::text)
        .toList();
  }

  /** That the account was opened, so often as the log says it. */
  List<String> opened(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACTIVITY)
        .query("c.action = 'account.opened'", "c.at", Map.of(), AuditEvent.class, 100, null)
        .items()
        .stream()
        .map(PeopleWorld::text)
        .toList();
  }

  private static String text(AuditEvent event) {
    return event.action()
        + " "
        + event.target()
        + " "
        + event.actor().kind().name().toLowerCase(Locale.ROOT)
        + " "
        + event.actor().id()
        + " "
        + event.outcome().word();
  }

  /** The stored items that have {@code text} in them. */
  List<String> stored(String text) {
    return platform.cosmos().dump().filter(item -> item.contains(text)).toList();
  }

  /** Whether {@code action} got no further than so many requests to Cosmos. */
  boolean broken(int requests, Runnable action) {
    assertThat(requests).isLessThan(100);
    platform.cosmos().breakAfter(requests);
    try {
      action.run();
      // What is left to the sweeper does not fail.
      return platform.cosmos().mend();
    } catch (Unavailable e) {
      return true;
    } finally {
      platform.cosmos().mend();
    }
  }

  String random() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public void close() {
    server.close();
  }
}
