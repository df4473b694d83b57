package io.artistos.shared.plans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.fans.FanCounts;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.notices.MailReaders;
import io.artistos.shared.operations.Operation;
import io.artistos.shared.operations.Operations;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.planner.Planner;
import io.artistos.shared.planner.PlaybookPlanner;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.PlanMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.releases.MediaUploads;
import io.artistos.shared.releases.Release;
import io.artistos.shared.releases.ReleaseEditing;
import io.artistos.shared.releases.Releases;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One artist with a release, and everything around plans wired as in the app. */
final class PlanWorld {

  /** An owner's id ends with their address. */
  private static final String OWNER = "user_";

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  /** Where nothing listens. */
  private static final URI NOWHERE = URI.create("https://127.0.0.1:1/devstoreaccount1");

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock;
  final SecureRandom random = new SecureRandom();
  final Accounts accounts;
  final Releases releases = new Releases(platform.database());
  final Plans plans;
  final Operations operations;
  final PlanRequests requests;
  final ArtistMails mails;
  final ArtistMailer mailer;
  final TenantId tenant;
  final String email = "artist-" + hex() + "@example.com";

  PlanWorld() {
    this(START, ZoneId.of("Europe/London"));
  }

  PlanWorld(Instant start, ZoneId zone) {
    clock = new PinnedClock(start);
    accounts = new Accounts(platform.database(), clock);
    plans = new Plans(platform.database(), random, clock);
    operations = new Operations(platform.database(), clock);
    requests = requests(platform.emptyQueue(Queues.PLANS));
    mails = mails(platform.emptyQueue(Queues.ARTIST_MAIL));
    mailer =
        new ArtistMailer(
            platform.database(),
            accounts,
            new MailReaders(new Teams(platform.database()), PlanWorld::addressOf),
            List.of(new PlanReadyMail(plans, releases), new TodaysActionsMail(plans, releases)),
            "hello@app.artistos.example",
            new MailSending(
                new ResendMail(
                    platform.vendors().resendUri(),
                    name -> new Secret<>(TestPlatform.RESEND_KEY),
                    "resend"),
                clock,
                random),
            mails);
    tenant = artist(zone, email);
  }

  private static Optional<String> addressOf(String userId) {
    return Optional.of(userId.substring(OWNER.length()));
  }

  TenantId artist(ZoneId zone, String address) {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                new Slug("mira-" + hex()),
                zone,
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            OWNER + address,
            Optional.empty())
        .tenantId();
  }

  Account account() {
    return accounts.open(tenant);
  }

  TenantItems items() {
    return platform.database().tenant(tenant, Containers.ACCOUNTS);
  }

  /** A release that is out in so many days from {@link #TODAY}. */
  String release(long days) {
    return release(tenant, "Harbour Lights", TODAY.plusDays(days));
  }

  String release(TenantId owner, String title, LocalDate date) {
    String id = Base64Url.encode(Base64Url.randomBytes(random, 16));
    Release release =
        new Release(
            id,
            owner,
            "release",
            1,
            title,
            "Dream pop",
            List.of("wistful"),
            date,
            ZoneId.of("Europe/London"),
            List.of(),
            Release.Status.DRAFT,
            null,
            null,
            clock.instant(),
            clock.instant(),
            null);
    platform.database().tenant(owner, Containers.ACCOUNTS).create(id, release, "release");
    return id;
  }

  void deleteRelease(String id) {
    new ReleaseEditing(
            releases,
            new MediaUploads(platform.database(), releases, platform.blobs(), clock),
            new SealedCursors(
                name -> new Secret<>("k1:" + Base64Url.encode(new byte[32])), "cursors", random),
            clock)
        .delete(tenant, id, Optional.empty());
  }

  PlanRequests requests(MessageQueue queue) {
    return new PlanRequests(releases, operations, queue, random, clock);
  }

  PlanRequests requestsWithoutQueue() {
    return requests(platform.queueAt(Queues.PLANS, NOWHERE));
  }

  ArtistMails mails(MessageQueue queue) {
    return new ArtistMails(platform.database(), queue, clock);
  }

  ArtistMails mailsWithoutQueue() {
    return mails(platform.queueAt(Queues.ARTIST_MAIL, NOWHERE));
  }

  PlanMaker maker() {
    return maker(new PlaybookPlanner(), mails);
  }

  PlanMaker maker(Planner planner, ArtistMails telling) {
    return new PlanMaker(
        plans,
        operations,
        requests,
        releases,
        accounts,
        new FanCounts(platform.database()),
        planner,
        telling,
        clock);
  }

  TodaysActions todaysActions() {
    return new TodaysActions(platform.database(), plans, accounts, mails, clock, 2);
  }

  Operation ask(String release) {
    return requests.request(account(), release, call(Map.of(), ""));
  }

  PlanMessage message(Operation operation) {
    return new PlanMessage(operation.tenantId(), operation.id(), null);
  }

  Operation operation(Operation asked) {
    return operations.find(tenant, asked.id()).map(Versioned::value).orElseThrow();
  }

  Plan plan(String release) {
    return plans.find(tenant, release).map(Versioned::value).orElseThrow();
  }

  /** A plan that was made and approved. */
  Plan approvedPlan(String release) {
    maker().handle(message(ask(release)));
    plans.approve(account(), release, Optional.empty());
    return plan(release);
  }

  /** Handles every message that can be received now. */
  int handleMessages() {
    List<PlanMessage> messages = platform.receive(Queues.PLANS, PlanMessage.class);
    messages.forEach(maker()::handle);
    return messages.size();
  }

  /** Sends every mail that was asked for; gives the subjects that the artist has got by now. */
  List<String> mailed() {
    platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class).forEach(mailer::handle);
    return platform.vendors().mailsTo(email).stream().map(mail -> mail.subject()).toList();
  }

  static Call call(Map<String, String> headers, String body) {
    return new Call(
        "POST",
        URI.create("https://artistos.example/"),
        headers,
        Map.of(),
        body.isEmpty() ? Optional.empty() : Optional.of(body));
  }

  static PlanChange change(Object actions) {
    return PlanChange.read(
        call(Map.of("content-type", "application/json"), Json.write(Map.of("actions", actions))));
  }

  private String hex() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
