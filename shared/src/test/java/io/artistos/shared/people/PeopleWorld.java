package io.artistos.shared.people;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.EmailAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
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
  final Listings listings = new Listings(database, teams, accounts, pages, people, clock);
  final ArtistOnboarding onboarding = platform.onboarding(clock);
  final TeamSweeper sweeper = new TeamSweeper(database, listings, onboarding, clock);

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
            new EmailAddress("mira", "band.example"),
            ZoneId.of("Europe/London"),
            "12 Harbour Lane, Bristol",
            Optional.empty()),
        owner);
  }

  /** Puts somebody on the team, or takes them off it with null. */
  Team member(TenantId tenant, String userId, String role) {
    return teams.change(
        tenant, team -> team.with(userId, new Member(role, clock.instant()), clock.instant()));
  }

  String random() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public void close() {
    server.close();
  }
}
