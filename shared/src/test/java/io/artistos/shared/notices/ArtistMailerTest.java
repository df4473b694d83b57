package io.artistos.shared.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.mail.MailProvider;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.EmailAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtistMailerTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final TestPlatform platform = TestPlatform.get();
  private final PinnedClock clock = new PinnedClock(START);
  private final SecureRandom random = new SecureRandom();
  private final String slug = "sol-" + HexFormat.of().formatHex(Base64Url.randomBytes(random, 8));
  private final TenantId tenant = openArtist();
  private final TenantItems items = platform.database().tenant(tenant, Containers.ACCOUNTS);
  private final ArtistMails mails =
      new ArtistMails(platform.database(), platform.emptyQueue(Queues.ARTIST_MAIL), clock);
  private final MailProvider resend =
      new ResendMail(
          platform.vendors().resendUri(), name -> new Secret<>(TestPlatform.RESEND_KEY), "resend");
  private final ArtistMail mail =
      ArtistMail.due(
          tenant, ArtistMail.Kind.PLAN_READY, "p1", Map.of("plan", "p1"), clock.instant());
  private final ArtistMailMessage message = new ArtistMailMessage(tenant, mail.id(), null);

  /** Has something to say about plan p1 only. */
  private final ArtistMailComposer composer =
      new ArtistMailComposer() {
        @Override
        public ArtistMail.Kind kind() {
          return ArtistMail.Kind.PLAN_READY;
        }

        @Override
        public Optional<Letter> compose(ArtistMail about, Account account) {
          return Optional.of(about.about("plan"))
              .filter("p1"::equals)
              .map(plan -> new Letter("Your plan", "<p>" + plan + "</p>", plan));
        }
      };

  @Test
  void isWrittenDownOnceAndAskedForOnce() {
    assertThat(mails.write(mail, null)).isTrue();
    assertThat(mails.write(mail, null)).isFalse();

    assertThat(mail.id()).isEqualTo("mail-plan-ready-p1");
    assertThat(mail.ttl()).isEqualTo(Duration.ofDays(90).toSeconds());
    assertThat(platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class))
        .containsExactly(message);
  }

  @Test
  void sendsToTheArtistFromTheAddressForArtists() {
    mails.write(mail, null);
    mailer(resend).handle(message);
    mailer(resend).handle(message);

    List<ReceivedMail> received = platform.vendors().mailsTo(slug + "@band.example");
    assertThat(received).hasSize(1);
    assertThat(received.getFirst().from()).isEqualTo("\"ArtistOS\" <hello@app.artistos.example>");
    assertThat(state().state()).isEqualTo(MailProgress.State.SENT);
  }

  @Test
  void costsThreeReadsAndTwoWrites() {
    mails.write(mail, null);

    assertThat(platform.costOf(() -> mailer(resend).handle(message)))
        .isEqualTo(Map.of("read accounts", 3L, "replace accounts", 2L));
  }

  @Test
  void sendsOnceWhenItIsKilledBetweenSendingAndRecording() {
    mails.write(mail, null);
    MailProvider killed =
        (written, key) -> {
          resend.send(written, key);
          throw new Killed();
        };
    assertThatThrownBy(() -> mailer(killed).handle(message)).isInstanceOf(Killed.class);
    clock.advance(MailProgress.LATE.plusSeconds(1));

    assertThat(mails.sweep()).isPositive();
    mailer(resend).handle(message);

    assertThat(state().state()).isEqualTo(MailProgress.State.SENT);
    assertThat(platform.vendors().mailsTo(slug + "@band.example")).hasSize(1);
  }

  @Test
  void sendsNothingOnceTheAccountIsDeleted() {
    mails.write(mail, null);
    items.update(
        Account.ID,
        Account.class,
        a -> a.with(new Account.Deletion(START, START.plus(Duration.ofDays(14)))));
    mailer(resend).handle(message);

    assertThat(state().reason()).isEqualTo("account-deleted");
    assertThat(platform.vendors().mailsTo(slug + "@band.example")).isEmpty();
  }

  @Test
  void parksWhatHasNothingToSayAnyMoreOrComesTooLate() {
    ArtistMail other =
        ArtistMail.due(tenant, ArtistMail.Kind.PLAN_READY, "p2", Map.of("plan", "p2"), START);
    mails.write(other, null);
    mailer(resend).handle(new ArtistMailMessage(tenant, other.id(), null));
    assertThat(state(other).reason()).isEqualTo("nothing-to-say");

    mails.write(mail, null);
    clock.advance(Duration.ofDays(8));
    mailer(resend).handle(message);
    assertThat(state().reason()).isEqualTo("too-late");
  }

  private MailProgress state() {
    return state(mail);
  }

  private MailProgress state(ArtistMail which) {
    return items.read(which.id(), ArtistMail.class).orElseThrow().value().mail();
  }

  private ArtistMailer mailer(MailProvider provider) {
    return new ArtistMailer(
        platform.database(),
        new Accounts(platform.database(), clock),
        List.of(composer),
        "hello@app.artistos.example",
        new MailSending(provider, clock, random),
        mails);
  }

  private TenantId openArtist() {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                new Slug(slug),
                new EmailAddress(slug, "band.example"),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            "user_owner",
            Optional.empty())
        .tenantId();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
