package io.artistos.shared.support;

import io.artistos.shared.access.CallLimits;
import io.artistos.shared.access.Gate;
import io.artistos.shared.access.TenantGate;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.audit.AuditEvent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.features.Features;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.KeyDirectory;
import io.artistos.shared.team.Security;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.testing.TestServices;
import io.artistos.shared.text.Base64Url;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An artist account, its owner, somebody of the staff, and the gate, on a pinned clock. */
public final class SupportWorld {

  static final String OWNER = "user_owner";

  public final TestPlatform platform = TestPlatform.get();
  public final Database database = platform.database();
  public final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  final SecureRandom random = new SecureRandom();
  final String staff = "user_staff" + random();
  public final Accounts accounts = new Accounts(database, clock);
  public final FanPages pages = new FanPages(database, clock);
  public final Teams teams = new Teams(database);
  public final AuditLog log = new AuditLog(database, random, clock);
  final ArtistMails mails =
      new ArtistMails(database, platform.emptyQueue(Queues.ARTIST_MAIL), clock);
  final SupportServices services = new SupportServices(database, teams, mails, log, clock);
  final SupportDesk desk = services.desk(pages, accounts, random);
  final TenantSupport tenants = services.ofTenants();
  public final Features features = new Features(database, clock);
  final Gate gate = gate(services);
  public final String slug = "mira-" + random();
  public final TenantId tenant = openArtist(slug);

  /** What the functions declare that the tests call. */
  static final class Declared {
    @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ)
    public void reading() {}

    @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_EXPORT)
    public void exporting() {}

    @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ, feature = "fan-import")
    public void importing() {}
  }

  Gate gate(SupportServices watched) {
    CallLimits limits = TestServices.limits(clock);
    return new Gate(
        token -> new Session(token, "sess_1", true, token.startsWith("user_staff"), false, now()),
        new TenantGate(
            pages,
            accounts,
            teams,
            new KeyDirectory(database, clock),
            limits,
            watched.watch(),
            features,
            clock),
        limits);
  }

  TenantId openArtist(String name) {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                new Slug(name),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            OWNER,
            Optional.empty())
        .tenantId();
  }

  Instant now() {
    return clock.instant();
  }

  void rule(Security.Support rule) {
    rule(tenant, rule);
  }

  void rule(TenantId account, Security.Support rule) {
    teams.change(account, team -> team.with(new Security(false, rule)));
  }

  /** Lets {@code user} in, for what a method of {@link Declared} declares. */
  public Visitor enter(String user, String declared) {
    return enter(gate, slug, user, declared);
  }

  static Visitor enter(Gate by, String account, String user, String declared) {
    CalledBy needed =
        Arrays.stream(Declared.class.getMethods())
            .filter(method -> method.getName().equals(declared))
            .map(method -> Objects.requireNonNull(method.getAnnotation(CalledBy.class)))
            .findFirst()
            .orElseThrow();
    Map<String, String> headers =
        Map.of("authorization", "Bearer " + user, "artist-account", account);
    Call call = new Call("GET", URI.create("/api/x"), headers, Map.of(), Optional.empty());
    return by.admit(needed, call, refused -> {}).visitor();
  }

  Visitor enter() {
    return enter(staff, "reading");
  }

  /** A call of the staff's in the account, let in. */
  Call call(String method) {
    return new Call(method, URI.create("/api/x"), Map.of(), Map.of(), Optional.empty())
        .with(enter());
  }

  /** A call of the staff's own. */
  Call byStaff(Map<String, Object> body, String... idempotencyKey) {
    return call(
        new Visitor(
            new Actor(Actor.Kind.STAFF, staff),
            Optional.empty(),
            java.util.Set.of(),
            Optional.empty()),
        body,
        idempotencyKey);
  }

  /** A call of the owner's. */
  public Call byOwner(Map<String, Object> body) {
    return call(enter(OWNER, "reading"), body);
  }

  public static Call call(Visitor visitor, Map<String, Object> body, String... idempotencyKey) {
    Map<String, String> headers = new java.util.HashMap<>();
    headers.put("content-type", "application/json");
    Arrays.stream(idempotencyKey).forEach(key -> headers.put("idempotency-key", key));
    return new Call(
            "POST",
            URI.create("/api/x"),
            Map.copyOf(headers),
            Map.of(),
            Optional.of(Json.write(body)))
        .with(visitor);
  }

  /** A request for the account as manager. */
  StaffAccess request() {
    return request(slug);
  }

  StaffAccess request(String account) {
    return desk.request(
        byStaff(Map.of("account", account, "reason", "Mail does not arrive", "role", "manager")));
  }

  /** An access that works. */
  String granted() {
    rule(Security.Support.GRANTED);
    return request().id();
  }

  SupportAccess access(String id) {
    return SupportBook.of(teams.find(tenant).orElseThrow(), id);
  }

  /** Actions in an audit log since the account was opened, with who and the outcome. */
  public List<String> events(TenantId of) {
    return database
        .tenant(of, Containers.ACTIVITY)
        .query("c.type = 'auditEvent'", "c.at", Map.of(), AuditEvent.class, 500, null)
        .items()
        .stream()
        .filter(event -> !event.action().equals("account.opened"))
        .map(event -> event.action() + " " + event.actor().id() + " " + event.outcome().word())
        .toList();
  }

  Optional<ArtistMail> mail(String kind, String id) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .read("mail-support-" + kind + "-" + id, ArtistMail.class)
        .map(Versioned::value);
  }

  String random() {
    return HexFormat.of().formatHex(Base64Url.randomBytes(random, 8));
  }
}
