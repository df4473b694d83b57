package io.artistos.shared.testing;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.shared.access.CallLimits;
import io.artistos.shared.access.TenantGate;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.features.Features;
import io.artistos.shared.http.Json;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.people.ClerkApi;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.team.ApiKey;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.KeyDirectory;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An artist with an owner and a team, and people with addresses, on a pinned clock. */
public final class TeamWorld implements AutoCloseable {

  public final TestPlatform platform = TestPlatform.get();
  public final Database database = platform.database();
  public final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  public final SecureRandom random = new SecureRandom();
  public final Teams teams = new Teams(database);
  public final FanPages pages = new FanPages(database, clock);
  public final Accounts accounts = new Accounts(database, clock);
  public final KeyDirectory directory = new KeyDirectory(database, clock);
  public final CallLimits limits = TestServices.limits(clock);
  public final TenantGate gate =
      new TenantGate(
          pages,
          accounts,
          teams,
          directory,
          limits,
          TestServices.support(clock).watch(),
          new Features(database, clock),
          clock);
  public final AuditLog log = new AuditLog(database, random, clock);
  public final People people;
  public final Listings listings;
  public final String owner = anybody();
  public final FanPage page = openArtist(owner);
  public final TenantId tenant = page.tenantId();

  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final LocalHttpServer clerk = LocalHttpServer.start(0, null, this::user);

  public TeamWorld() {
    people =
        new People(
            database,
            new ClerkApi(
                URI.create("http://127.0.0.1:" + clerk.port()),
                name -> new Secret<>("sk_test"),
                "clerk"),
            clock);
    listings = new Listings(database, teams, accounts, pages, people, log, clock);
  }

  private Response user(Request request) {
    String user = users.get(request.path().substring("/v1/users/".length()));
    return user == null ? Response.text(404, "") : Response.text(200, user);
  }

  public String anybody() {
    return "user_" + hex();
  }

  /** Somebody whose sign-in has this address, verified or not. */
  public String person(String email, boolean verified) {
    String id = anybody();
    users.put(
        id,
        Json.write(
            Map.of(
                "id",
                id,
                "first_name",
                "Ada",
                "updated_at",
                1_000,
                "primary_email_address_id",
                "idn_1",
                "email_addresses",
                List.of(
                    Map.of(
                        "id",
                        "idn_1",
                        "email_address",
                        email,
                        "verification",
                        Map.of("status", verified ? "verified" : "unverified"))))));
    return id;
  }

  public FanPage openArtist(String by) {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                new Slug("mira-" + hex()),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            by,
            Optional.empty());
  }

  /** Somebody new on the team. */
  public String member(String role) {
    String id = anybody();
    teams.change(tenant, team -> team.with(id, new Member(role, clock.instant()), clock.instant()));
    return id;
  }

  public Team team() {
    return teams.find(tenant).orElseThrow();
  }

  /** Somebody who is on the team. */
  public Member memberOf(String userId) {
    return Objects.requireNonNull(team().members().get(userId), "no member");
  }

  /** A key that the team knows. */
  public ApiKey key(String id) {
    return Objects.requireNonNull(team().keys().get(id), "no key");
  }

  public Insider owner() {
    return new Insider(owner, true);
  }

  public String hex() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public void close() {
    clerk.close();
  }
}
