package io.artistos.shared.blasts;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.fans.ConfirmedFans;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.mail.BatchProvider;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.testing.TestServices;
import io.artistos.shared.text.Base64Url;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One artist of their own, with blasts wired as in the app, on a pinned clock. */
final class BlastWorld {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** High, so that all chunks are due at once on the pinned clock. */
  private static final int RATE = 1_000_000;

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock = new PinnedClock(START);
  final SecureRandom random = new SecureRandom();
  final String label = hex();
  final Secrets secrets =
      name ->
          switch (name) {
            case "resend" -> new Secret<>(TestPlatform.RESEND_KEY);
            case "webhook" -> new Secret<>(WEBHOOK_SECRET);
            default -> new Secret<>("k1:" + Base64Url.encode(new byte[32]));
          };
  final TenantKeys keys = platform.tenantKeys(clock);
  final TenantId tenant = openArtist();
  final ConfirmedFans fans = new ConfirmedFans(platform.database(), tenant);
  final Accounts accounts = new Accounts(platform.database(), clock);
  final FanLinks links =
      new FanLinks(
          platform.database(),
          accounts,
          new FanPages(platform.database(), clock),
          new SignedLinks(secrets, "links", clock),
          URI.create("https://artistos.example"),
          clock);
  final FanAudience audience = new FanAudience(platform.database(), links, clock);
  final BlastQueues queues =
      new BlastQueues(platform.emptyQueue(Queues.BLASTS), platform.emptyQueue(Queues.BLAST_CHUNKS));
  final ResendMail resend = new ResendMail(platform.vendors().resendUri(), secrets, "resend");
  final BlastStore store = new BlastStore(platform.database());
  final BlastServices services = services(resend);

  BlastServices services(BatchProvider batches) {
    return services(batches, RATE);
  }

  BlastServices services(BatchProvider batches, int rate) {
    return BlastServices.of(
        new BlastServices.Needs(
            platform.database(),
            accounts,
            audience,
            keys,
            resend,
            TestServices.throttle(clock),
            batches,
            queues,
            new SealedCursors(secrets, "cursors", random),
            new WebhookSignature(secrets, "webhook", clock),
            new SendSlots(platform.database(), label, rate, clock),
            "news@mail.artistos.example",
            URI.create("https://artistos.example"),
            random,
            clock));
  }

  /** {@code count} fans of one country; their ids. */
  List<String> addFans(int count, String country) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String email = "fan-%s-%s-%d@example.com".formatted(label, country, i);
      ids.add(fans.add(email, "Ada", country, START));
    }
    return ids;
  }

  String draft(Map<String, ?> fields) {
    return services.blasts().create(tenant, call(fields, Map.of())).view().id();
  }

  String draft() {
    return draft(Map.of("subject", "News from {{artistName}}", "body", "Hi {{firstName|you}}!"));
  }

  /** A blast that is frozen and not yet cut; the message is taken off the queue. */
  String sent(String draft) {
    services.sending().send(tenant, draft, call(Map.of(), Map.of()));
    platform.receive(Queues.BLASTS, BlastMessage.class);
    return draft;
  }

  /** A blast that is frozen and cut into chunks; their messages. */
  List<BlastChunkMessage> cut(String draft) {
    services.cutter().handle(new BlastMessage(tenant, sent(draft), BlastQueues.CUT));
    return chunkMessages();
  }

  List<BlastChunkMessage> chunkMessages() {
    return platform.receive(Queues.BLAST_CHUNKS, BlastChunkMessage.class);
  }

  static Call call(Object body, Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("content-type", "application/json");
    return new Call(
        "POST",
        URI.create("https://artistos.example/api/blasts"),
        all,
        Map.of(),
        Optional.of(body instanceof String text ? text : Json.write(body)));
  }

  Blast blast(String id) {
    return store.get(tenant, id).value();
  }

  Chunk chunk(String blast, int n) {
    return store.chunk(tenant, blast, n).orElseThrow().value();
  }

  BlastProgress.View progress(String blast) {
    return services.progress().of(tenant, blast);
  }

  /** How many mails of the blast the provider has accepted, by fan. */
  Map<String, Long> accepted(String blast) {
    return platform.vendors().mails().stream()
        .filter(mail -> blast.equals(mail.tags().get("blast")))
        .collect(
            java.util.stream.Collectors.groupingBy(
                mail -> String.valueOf(mail.tags().get("fan")),
                java.util.stream.Collectors.counting()));
  }

  Account account() {
    return platform
        .database()
        .tenant(tenant, Containers.ACCOUNTS)
        .read(Account.ID, Account.class)
        .map(Versioned::value)
        .orElseThrow();
  }

  void replaceAccount(Account account) {
    platform
        .database()
        .tenant(tenant, Containers.ACCOUNTS)
        .update(Account.ID, Account.class, old -> account);
  }

  private String hex() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private TenantId openArtist() {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira, \"Sol\" & Band",
                new Slug("mira-" + label),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            "user_owner",
            Optional.empty())
        .tenantId();
  }
}
