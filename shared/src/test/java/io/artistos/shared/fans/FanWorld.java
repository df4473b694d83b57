package io.artistos.shared.fans;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.mail.MailProvider;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** One artist of their own, with everything around fans wired as in the app, on a pinned clock. */
final class FanWorld {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock = new PinnedClock(START);
  final SecureRandom random = new SecureRandom();
  final Secrets secrets =
      name ->
          switch (name) {
            case "resend" -> new Secret<>(TestPlatform.RESEND_KEY);
            case "id" -> new Secret<>(Base64Url.encode(new byte[32]));
            default -> new Secret<>("k1:" + Base64Url.encode(new byte[32]));
          };
  final FanPage page = platform.openArtist(clock, "Mira, \"Sol\" & Band");
  final TenantId tenant = page.tenantId();
  final FanMailQueue queue = new FanMailQueue(platform.emptyQueue(Queues.FAN_MAIL));
  final FanSignup signup =
      new FanSignup(
          platform.database(),
          new FanPages(platform.database(), clock),
          new KeyedHash(secrets, "id"),
          queue,
          clock);
  final FanLinks links =
      new FanLinks(
          platform.database(),
          new Accounts(platform.database(), clock),
          new FanPages(platform.database(), clock),
          new SignedLinks(secrets, "links", clock),
          URI.create("https://artistos.example"),
          clock);
  final FanList list =
      new FanList(platform.database(), new SealedCursors(secrets, "cursors", random));
  final FanMailSweeper sweeper = new FanMailSweeper(platform.database(), queue, clock);

  FanMailer mailer() {
    return mailer(new ResendMail(platform.vendors().resendUri(), secrets, "resend"));
  }

  FanMailer mailer(MailProvider provider) {
    return new FanMailer(
        platform.database(),
        new Accounts(platform.database(), clock),
        new FanMailComposer(links, "news@mail.artistos.example"),
        new MailSending(provider, clock, random),
        queue,
        new MailAllowance(platform.database(), new KeyedHash(secrets, "id")));
  }

  FanSignup signupWithoutQueue() {
    return new FanSignup(
        platform.database(),
        new FanPages(platform.database(), clock),
        new KeyedHash(secrets, "id"),
        new FanMailQueue(
            platform.queueAt(Queues.FAN_MAIL, URI.create("https://127.0.0.1:1/devstoreaccount1"))),
        clock);
  }

  /** An address that nobody else uses, so that tests can share an inbox. */
  String anyAddress() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return "fan-" + HexFormat.of().formatHex(bytes) + "@example.com";
  }

  void signUp(String email) {
    signup.signUp(page.slug().value(), newFan(email), Optional.empty(), null);
  }

  NewFan newFan(String email) {
    return newFan(email, Map.of());
  }

  NewFan newFan(String email, Map<String, String> fields) {
    return new NewFan(
        EmailAddress.parse(email).orElseThrow(),
        Optional.of("Ada"),
        ConsentWording.current(Language.EN),
        Optional.empty(),
        fields);
  }

  String idOf(String email) {
    return new KeyedHash(secrets, "id")
        .id(tenant, EmailAddress.parse(email).orElseThrow().normalised());
  }

  Fan fan(String email) {
    return platform
        .database()
        .tenant(tenant, Containers.FANS)
        .read(idOf(email), Fan.class)
        .map(Versioned::value)
        .orElseThrow();
  }

  /** Handles every message that can be received now. */
  int handleMessages(FanMailer mailer) {
    var messages = platform.receive(Queues.FAN_MAIL, FanMailMessage.class);
    messages.forEach(mailer::handle);
    return messages.size();
  }

  Map<String, Long> costOf(Runnable action) {
    return platform.costOf(action);
  }
}
