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
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.mail.MailProvider;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.TeamChanges;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
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
  private final String owner = "user_a_" + slug;
  private final String second = "user_b_" + slug;
  private final TenantId tenant = openArtist();
  private final Teams teams = new Teams(platform.database());
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

  /** Whom Clerk would know, and where. */
  private final Map<String, String> addresses =
      new HashMap<>(Map.of(owner, owner + "@band.example"));

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
  void sendsToTheOwnerFromTheAddressForArtists() {
    mails.write(mail, null);
    mailer(resend).handle(message);
    mailer(resend).handle(message);

    List<ReceivedMail> received = received(owner);
    assertThat(received).hasSize(1);
    assertThat(received.getFirst().from()).isEqualTo("\"ArtistOS\" <hello@app.artistos.example>");
    assertThat(state().state()).isEqualTo(MailProgress.State.SENT);
  }

  @Test
  void costsFourReadsAndTwoWritesForOneOwner() {
    mails.write(mail, null);

    assertThat(platform.costOf(() -> mailer(resend).handle(message)))
        .isEqualTo(Map.of("read accounts", 4L, "replace accounts", 2L));
  }

  @Test
  void sendsOneMailToEachOwnerAndNoneToOtherMembers() {
    join(second, "owner");
    join("user_manager", "manager");
    mails.write(mail, null);

    assertThat(platform.costOf(this::handleAll))
        .isEqualTo(Map.of("read accounts", 8L, "batch accounts", 1L, "replace accounts", 3L));
    mailer(resend).handle(message);
    handleAll();

    assertThat(received(owner)).hasSize(1);
    assertThat(received(second)).hasSize(1);
    assertThat(received("user_manager")).isEmpty();
  }

  @Test
  void sendsToEachOfAFullTeamOfOwners() {
    for (int i = 0; i < TeamChanges.MOST_MEMBERS - 1; i++) {
      join("user_%02d".formatted(i), "owner");
    }
    mails.write(mail, null);
    mailer(resend).handle(message);

    assertThat(platform.messages(Queues.ARTIST_MAIL)).isEqualTo(100);
    assertThat(received("user_00")).hasSize(1);
  }

  @Test
  void goesToTheAddressThatTheOwnerHasWhenItIsSent() {
    mails.write(mail, null);
    addresses.put(owner, "new-" + slug + "@band.example");
    mailer(resend).handle(message);

    assertThat(received(owner)).hasSize(1);
    assertThat(platform.vendors().mailsTo(owner + "@band.example")).isEmpty();
  }

  @Test
  void followsOwnershipAndLeavesOutWhoJoinedAfterTheOccasion() {
    join("user_heir", "manager");
    mails.write(mail, null);
    clock.advance(Duration.ofMinutes(1));
    join("user_late", "owner");
    join("user_heir", "owner");
    leave(owner);
    handleAll();

    assertThat(received("user_heir")).hasSize(1);
    assertThat(received("user_late")).isEmpty();
    assertThat(received(owner)).isEmpty();
  }

  @Test
  void saysNothingToAnOwnerWhoLeftBeforeTheirMailWentOut() {
    join(second, "owner");
    mails.write(mail, null);
    mailer(resend).handle(message);
    leave(second);
    handleAll();

    assertThat(received(owner)).hasSize(1);
    assertThat(received(second)).isEmpty();
    assertThat(state(mail.alsoTo(second, START)).reason()).isEqualTo("no-reader");
  }

  @Test
  void parksWhatNobodyIsThereToRead() {
    mails.write(mail, null);
    addresses.remove(owner);
    mailer(resend).handle(message);
    assertThat(state().reason()).isEqualTo("no-address");

    ArtistMail early =
        ArtistMail.due(
            tenant,
            ArtistMail.Kind.PLAN_READY,
            "p3",
            Map.of("plan", "p1"),
            START.minus(Duration.ofHours(1)));
    mails.write(early, null);
    mailer(resend).handle(new ArtistMailMessage(tenant, early.id(), null));
    assertThat(state(early).reason()).isEqualTo("no-reader");
  }

  @Test
  void asksAgainForOtherOwnersMailWhoseMessageWasLost() {
    join(second, "owner");
    mails.write(mail, null);
    mailer(resend).handle(message);
    platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class);
    clock.advance(MailProgress.LATE.plusSeconds(1));

    assertThat(mails.sweep()).isPositive();
    handleAll();

    assertThat(received(owner)).hasSize(1);
    assertThat(received(second)).hasSize(1);
  }

  @Test
  void sendsEachOwnerOneMailWhereverItIsKilled() {
    join(second, "owner");
    int mailed = 0;
    boolean killed = true;
    while (killed) {
      ArtistMail one =
          ArtistMail.due(
              tenant,
              ArtistMail.Kind.PLAN_READY,
              "k" + mailed,
              Map.of("plan", "p1"),
              clock.instant());
      mails.write(one, null);
      platform.cosmos().breakAfter(mailed++);
      try {
        handleAll();
      } catch (Unavailable e) {
        assertThat(e.retryAfter()).isPositive();
      } finally {
        killed = platform.cosmos().mend();
      }
      for (int tries = 0; tries < 2; tries++) {
        clock.advance(MailProgress.LATE.plusSeconds(1));
        mails.sweep();
        handleAll();
      }

      assertThat(received(owner)).hasSize(mailed);
      assertThat(received(second)).hasSize(mailed);
    }
    assertThat(mailed).isGreaterThan(12);
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
    assertThat(received(owner)).hasSize(1);
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
    assertThat(received(owner)).isEmpty();
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

  private void handleAll() {
    List<ArtistMailMessage> messages =
        platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class);
    while (!messages.isEmpty()) {
      messages.forEach(mailer(resend)::handle);
      messages = platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class);
    }
  }

  private List<ReceivedMail> received(String userId) {
    return platform.vendors().mailsTo(addressOf(userId));
  }

  private String addressOf(String userId) {
    return addresses.computeIfAbsent(userId, id -> id + "@band.example");
  }

  private void join(String userId, String role) {
    addressOf(userId);
    teams.change(
        tenant,
        team -> {
          Member before = team.members().get(userId);
          Instant since = before == null ? clock.instant() : before.since();
          return team.with(userId, new Member(role, since), clock.instant());
        });
  }

  private void leave(String userId) {
    teams.change(tenant, team -> team.with(userId, (Member) null, clock.instant()));
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
        new MailReaders(teams, user -> Optional.ofNullable(addresses.get(user))),
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
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            owner,
            Optional.empty())
        .tenantId();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
