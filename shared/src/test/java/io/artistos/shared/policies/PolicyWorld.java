package io.artistos.shared.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Role;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.notices.MailReaders;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Teams behind those of all other tests, in the order of tenants' ids, so that a round can begin
 * with them; and policies, of which the platform has one set, on a pinned clock.
 */
final class PolicyWorld implements AutoCloseable {

  private static final HexFormat HEX = HexFormat.of();

  final TestPlatform platform = TestPlatform.get();
  final Database database = platform.database();
  final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  final SecureRandom random = new SecureRandom();
  final Policies policies = new Policies(database, clock);
  final PolicyAnnouncing announcing = new PolicyAnnouncing(policies, clock);
  final Announcements announcements = new Announcements(database, policies);
  final Teams teams = new Teams(database);
  final MessageQueue queue = platform.emptyQueue(Queues.ARTIST_MAIL);
  final ArtistMails mails = new ArtistMails(database, queue, clock);
  final List<TenantId> tenants = new ArrayList<>();

  /** People's verified addresses, by user id. */
  final Map<String, String> addresses = new ConcurrentHashMap<>();

  final PolicyMail mail = new PolicyMail(policies, id -> Optional.ofNullable(addresses.get(id)));

  final ArtistMailer mailer =
      new ArtistMailer(
          database,
          new Accounts(database, clock),
          new MailReaders(new Teams(database), user -> Optional.empty()),
          List.of(mail),
          "hello@app.artistos.example",
          new MailSending(
              new ResendMail(
                  platform.vendors().resendUri(),
                  name -> new Secret<>(TestPlatform.RESEND_KEY),
                  "resend"),
              clock,
              random),
          mails);

  PolicyWorld() {
    forget();
  }

  /** As if nothing had been announced. */
  void forget() {
    database.directory().delete(AnnouncedPolicies.ID);
    clock.advance(Policies.KEPT);
  }

  /** What staff sends. */
  static Call call(Map<String, Object> body) {
    return new Call(
        "POST",
        URI.create("/api/staff/policies"),
        Map.of("content-type", "application/json"),
        Map.of(),
        Optional.of(Json.write(body)));
  }

  static Map<String, Object> body(PolicyKind kind, String version, Instant at, boolean material) {
    return Map.of(
        "kind",
        kind.word(),
        "version",
        version,
        "effectiveAt",
        at.toString(),
        "material",
        material,
        "summary",
        "Invoices come by the month.\nNothing else changes.",
        "url",
        "https://artistos.example/" + kind.word() + "/" + version);
  }

  PolicyVersion announce(PolicyKind kind, String version, Duration ahead, boolean material) {
    return announcing.announce(call(body(kind, version, clock.instant().plus(ahead), material)));
  }

  /** A material version of the terms, whose round begins with this world's teams. */
  PolicyVersion announceHere() {
    PolicyVersion version = announce(PolicyKind.TERMS, random(), Duration.ofDays(15), true);
    PolicyRound begun =
        PolicyRound.begin(version, clock.instant())
            .upTo(TenantId.ofBytes(HEX.parseHex("cf3cf3fbefbefbefbefbefbefbefbefb")), 0, 0);
    database.directory().create(begun.id(), begun, "round");
    return version;
  }

  PolicyRounds rounds(int page) {
    return new PolicyRounds(database, policies, teams, mails, clock, page);
  }

  /** An account with these members, behind those that others have opened. */
  TenantId team(String... members) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).put(HEX.parseHex("cf3cf3")).putInt(tenants.size());
    TenantId tenant = TenantId.ofBytes(bytes);
    Team team = Team.of(tenant, members[0], clock.instant());
    for (String member : members) {
      team = team.with(member, new Member(Role.OWNER.word(), clock.instant()), clock.instant());
    }
    database.tenant(tenant, Containers.ACCOUNTS).create(Team.ID, team, "team");
    tenants.add(tenant);
    tenants.sort(Comparator.comparing(TenantId::value));
    return tenant;
  }

  /** Gives the team an account, which mail needs. */
  void account(TenantId tenant) {
    String name = "sol-" + random();
    TenantId opened =
        platform
            .onboarding(clock)
            .open(
                new NewArtist(
                    "Mira Sol",
                    new Slug(name),
                    ZoneId.of("Asia/Tokyo"),
                    "12 Harbour Lane, Bristol",
                    Optional.empty(),
                    TestPlatform.STATED),
                "user_owner",
                Optional.empty())
            .tenantId();
    Account account = new Accounts(database, clock).findNow(opened).orElseThrow();
    ObjectNode item = Json.MAPPER.valueToTree(account);
    item.put("tenantId", tenant.value());
    platform.cosmos().fill(Containers.DATABASE, Containers.ACCOUNTS.id(), List.of(item));
  }

  /** The version's mails of all this world's teams. */
  List<ArtistMail> mailsOf(PolicyVersion version) {
    return tenants.stream()
        .flatMap(this::mailsOf)
        .filter(one -> one.about("version").equals(version.version()))
        .toList();
  }

  private Stream<ArtistMail> mailsOf(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .query("c.type = 'artistMail'", "c.tenantId", Map.of(), ArtistMail.class, 1_000, null)
        .items()
        .stream();
  }

  PolicyRound round(PolicyVersion version) {
    return database
        .directory()
        .read(PolicyRound.idOf(version), PolicyRound.class)
        .map(Versioned::value)
        .orElseThrow();
  }

  String anybody() {
    return "user_" + random();
  }

  String random() {
    return HEX.toHexDigits(random.nextLong());
  }

  /** Leaves nothing that another test's round or version could meet. */
  @Override
  public void close() {
    forget();
    for (TenantId tenant : tenants) {
      var items = database.tenant(tenant, Containers.ACCOUNTS);
      items.delete(Team.ID);
      items.delete(Account.ID);
    }
  }
}
