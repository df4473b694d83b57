package io.artistos.shared.privacy;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.crypto.Signatures;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.fans.FanMailComposer;
import io.artistos.shared.fans.FanMailQueue;
import io.artistos.shared.fans.FanMailSweeper;
import io.artistos.shared.fans.FanMailer;
import io.artistos.shared.fans.FanSignup;
import io.artistos.shared.fans.MailAllowance;
import io.artistos.shared.fans.NewFan;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.notices.MailReaders;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.PurgeMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Artists with data in every store, and all that deletes and purges them, on a pinned clock. */
final class PrivacyWorld {

  final TestPlatform platform = TestPlatform.get();
  final Database database = platform.database();
  final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  final SecureRandom random = new SecureRandom();
  final Secrets secrets =
      name ->
          switch (name) {
            case "resend" -> new Secret<>(TestPlatform.RESEND_KEY);
            case "id" -> new Secret<>(Base64Url.encode(new byte[32]));
            default -> new Secret<>("k1:" + Base64Url.encode(new byte[32]));
          };
  final Accounts accounts = new Accounts(database, clock);
  final FanPages pages = new FanPages(database, clock);
  final TenantKeys keys = platform.tenantKeys(clock);
  final RetiredSlugs retired = platform.retiredSlugs(clock);
  final Signatures signatures = new Signatures(secrets, "receipts", "purge receipts");
  final ArtistMails artistMails =
      new ArtistMails(database, platform.emptyQueue(Queues.ARTIST_MAIL), clock);
  final AccountDeletion deletions =
      new AccountDeletion(database, accounts, pages, artistMails, clock);
  final AccountPurge purge =
      new AccountPurge(
          database,
          platform.blobs(),
          keys,
          accounts,
          pages,
          retired,
          signatures,
          platform.emptyQueue(Queues.PURGES),
          clock);
  final PurgeSweeper sweeper =
      new PurgeSweeper(database, deletions, platform.emptyQueue(Queues.PURGES), clock);
  final PurgeReceipts receipts = new PurgeReceipts(database, purge, signatures, clock);
  final SignedLinks signedLinks = new SignedLinks(secrets, "links", clock);
  final FanLinks links =
      new FanLinks(
          database, accounts, pages, signedLinks, URI.create("https://artistos.example"), clock);
  final KeyedHash fanIds = new KeyedHash(secrets, "id");
  final FanMailQueue fanMail = new FanMailQueue(platform.emptyQueue(Queues.FAN_MAIL));
  final FanSignup signup = new FanSignup(database, pages, fanIds, fanMail, clock);
  final FanMailSweeper fanMailSweeper = new FanMailSweeper(database, fanMail, clock);
  final FanMailer mailer =
      new FanMailer(
          database,
          accounts,
          new FanMailComposer(links, "news@mail.artistos.example"),
          new MailSending(
              new ResendMail(platform.vendors().resendUri(), secrets, "resend"), clock, random),
          fanMail,
          new MailAllowance(database, fanIds));

  FanPage openArtist() {
    return openArtist(new Slug("mira-" + random()));
  }

  FanPage openArtist(Slug slug) {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                slug,
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            "user_owner",
            Optional.empty());
  }

  /** Something in every store, beside what an artist has from the start. */
  void sow(TenantId tenant) {
    for (int i = 0; i < 3; i++) {
      put(tenant, Containers.ACCOUNTS, "release-" + i, Map.of("type", "release"));
      put(tenant, Containers.FANS, "fan-" + i, Map.of("type", "fan", "email", "fan@example.com"));
      put(tenant, Containers.PERFORMANCE, "day-" + i, Map.of("type", "day"));
      platform.putBlob(tenant, "media/" + i);
      database
          .tenant(tenant, Containers.ACTIVITY)
          .in("2026-1" + i)
          .create(
              "audit-" + i,
              Map.of("id", "audit-" + i, "tenantId", tenant, "month", "2026-1" + i),
              "event");
      for (String blast : List.of("one", "two")) {
        database
            .tenant(tenant, Containers.DELIVERIES)
            .in(blast)
            .create(
                "chunk-" + i,
                Map.of("id", "chunk-" + i, "tenantId", tenant, "blastId", blast),
                "chunk");
      }
    }
    String id = "oauth:" + random();
    database.directory().create(id, Map.of("id", id, "tenantId", tenant), "state");
  }

  /** What {@link #sow} and the opening leave, by store, the data key not among them. */
  static Map<String, Long> sown() {
    return Map.of(
        "blobs", 3L,
        "accounts", 6L,
        "fans", 3L,
        "performance", 3L,
        "activity", 4L,
        "deliveries", 6L,
        "memberships", 0L,
        "directory", 3L);
  }

  void put(TenantId tenant, Containers container, String id, Map<String, Object> more) {
    Map<String, Object> item = new java.util.HashMap<>(more);
    item.put("id", id);
    item.put("tenantId", tenant);
    database.tenant(tenant, container).create(id, item, "item");
  }

  /** An artist with data whose account was deleted 14 days ago. */
  TenantId dueArtist() {
    TenantId tenant = openArtist().tenantId();
    sow(tenant);
    makeDue(tenant);
    return tenant;
  }

  void makeDue(TenantId tenant) {
    Instant now = clock.instant();
    database
        .tenant(tenant, Containers.ACCOUNTS)
        .update(
            Account.ID,
            Account.class,
            account -> account.with(new Account.Deletion(now.minus(AccountDeletion.REGRET), now)));
  }

  /** Handles every purge message, until there are none. */
  void drain() {
    List<PurgeMessage> messages = platform.receive(Queues.PURGES, PurgeMessage.class);
    while (!messages.isEmpty()) {
      messages.forEach(purge::handle);
      messages = platform.receive(Queues.PURGES, PurgeMessage.class);
    }
  }

  void purge(TenantId tenant) {
    sweeper.sweep();
    finish(tenant);
  }

  /** What the messages of one purge do in the end. */
  void finish(TenantId tenant) {
    AccountPurge.Outcome outcome = purge.step(tenant);
    while (outcome != AccountPurge.Outcome.END) {
      outcome = purge.step(tenant);
    }
  }

  PurgeReceipt receipt(TenantId tenant) {
    return Optional.ofNullable(receipts.look(tenant.value()).receipt()).orElseThrow();
  }

  Purge record(TenantId tenant) {
    return database
        .directory()
        .read(Purge.idOf(tenant.value()), Purge.class)
        .map(Versioned::value)
        .orElseThrow();
  }

  void signUp(FanPage page, String email) {
    signup.signUp(
        page.slug().value(),
        new NewFan(
            EmailAddress.parse(email).orElseThrow(),
            Optional.empty(),
            ConsentWording.current(Language.EN),
            Optional.empty(),
            Map.of()),
        Optional.empty(),
        null);
  }

  String token(SignedLinks.Purpose purpose, FanPage page, String email) {
    String id = fanIds.id(page.tenantId(), EmailAddress.parse(email).orElseThrow().normalised());
    return signedLinks.sign(purpose, new SignedLinks.Link(page.tenantId(), id, clock.instant()));
  }

  void handleFanMail() {
    platform.receive(Queues.FAN_MAIL, FanMailMessage.class).forEach(mailer::handle);
  }

  /** Sends what was asked for; all that the artist has got by now. */
  List<ReceivedMail> artistMail(FanPage page) {
    ArtistMailer artistMailer =
        new ArtistMailer(
            database,
            accounts,
            new MailReaders(
                new Teams(database), user -> Optional.of(page.slug() + "@band.example")),
            List.of(new AccountDeletedMail()),
            "hello@app.artistos.example",
            new MailSending(
                new ResendMail(platform.vendors().resendUri(), secrets, "resend"), clock, random),
            artistMails);
    platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class).forEach(artistMailer::handle);
    return platform.vendors().mailsTo(page.slug() + "@band.example");
  }

  /** The stored items that name the tenant, as text, in a fixed order. */
  List<String> items(TenantId tenant) {
    return platform.cosmos().dump().filter(item -> item.contains(tenant.value())).sorted().toList();
  }

  String anyAddress() {
    return "fan-" + random() + "@example.com";
  }

  private String random() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
