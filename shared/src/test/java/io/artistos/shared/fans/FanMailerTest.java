package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.mail.MailDeferred;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.mail.MailProvider;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.Queues;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanMailerTest {

  private final FanWorld world = new FanWorld();
  private final String email = world.anyAddress();
  private final FanMailMessage message = new FanMailMessage(world.tenant, world.idOf(email), null);
  private final MailProvider resend =
      new ResendMail(world.platform.vendors().resendUri(), world.secrets, "resend");

  @BeforeEach
  void signUp() {
    world.signUp(email);
    assertThat(world.platform.receive(Queues.FAN_MAIL, FanMailMessage.class))
        .containsExactly(message);
  }

  @Test
  void sendsTheConfirmationWithEverythingAMailToFansMustHave() {
    world.mailer().handle(message);

    ReceivedMail mail = onlyMail();
    assertThat(mail.from()).isEqualTo("\"Mira, Sol & Band\" <news@mail.artistos.example>");
    assertThat(mail.header("List-Unsubscribe"))
        .startsWith("<https://artistos.example/unsubscribe?t=");
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Id")).endsWith(".fans.mail.artistos.example>");
    for (String part : List.of(String.valueOf(mail.text()), String.valueOf(mail.html()))) {
      assertThat(part)
          .contains("https://artistos.example/confirm?t=")
          .contains("https://artistos.example/unsubscribe?t=")
          .contains("12 Harbour Lane, Bristol");
    }
  }

  @Test
  void costsTwoReadsTwoWritesAndTheAllowance() {
    FanMailer mailer = world.mailer();

    assertThat(world.costOf(() -> mailer.handle(message)))
        .isEqualTo(
            Map.of(
                "read fans", 2L,
                "read accounts", 1L,
                "replace fans", 2L,
                "create directory", 1L));
  }

  @Test
  void sendsOnceHoweverOftenItIsAsked() throws Exception {
    FanMailer mailer = world.mailer();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<? extends Future<?>> all =
          IntStream.range(0, 24)
              .mapToObj(i -> threads.submit(() -> mailer.handle(message)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    mailer.handle(message);

    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
    assertThat(mail().state()).isEqualTo(MailProgress.State.SENT);
  }

  @Test
  void sendsOnceWhenItIsKilledBetweenSendingAndRecording() {
    FanMailer killed =
        world.mailer(
            (mail, key) -> {
              resend.send(mail, key);
              throw new Killed();
            });
    assertThatThrownBy(() -> killed.handle(message)).isInstanceOf(Killed.class);
    assertThat(mail().state()).isEqualTo(MailProgress.State.SENDING);

    world.mailer().handle(message);
    assertThat(mail().state()).isEqualTo(MailProgress.State.SENDING);
    world.clock.advance(MailProgress.CLAIM);
    world.mailer().handle(message);

    assertThat(mail().state()).isEqualTo(MailProgress.State.SENT);
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void sendsOnceWhenItIsKilledBeforeSending() {
    FanMailer killed =
        world.mailer(
            (mail, key) -> {
              throw new Killed();
            });
    assertThatThrownBy(() -> killed.handle(message)).isInstanceOf(Killed.class);

    world.clock.advance(MailProgress.CLAIM);
    world.mailer().handle(message);

    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void doesNotSendAgainWhenTheOutcomeIsUnknownPastTheProvidersMemory() {
    FanMailer killed =
        world.mailer(
            (mail, key) -> {
              throw new Killed();
            });
    assertThatThrownBy(() -> killed.handle(message)).isInstanceOf(Killed.class);

    world.clock.advance(Duration.ofHours(23).plusSeconds(1));
    world.mailer().handle(message);

    assertThat(mail().state()).isEqualTo(MailProgress.State.PARKED);
    assertThat(mail().reason()).isEqualTo("outcome-unknown");
    assertThat(world.platform.vendors().mailsTo(email)).isEmpty();
  }

  @Test
  void triesAgainLaterWhenTheProviderDoesNotAnswer() {
    FanMailer deaf =
        world.mailer(new ResendMail(URI.create("http://127.0.0.1:1"), world.secrets, "resend"));
    deaf.handle(message);

    assertThat(mail().state()).isEqualTo(MailProgress.State.DUE);
    assertThat(mail().triedAt()).isNotNull();
    assertThat(world.platform.messages(Queues.FAN_MAIL)).isEqualTo(1);
    assertThat(world.platform.receive(Queues.FAN_MAIL, FanMailMessage.class)).isEmpty();
  }

  @Test
  void waitsWhenTheAccountIsRefusedWithoutLosingTheMail() {
    FanMailer wrongKey =
        world.mailer(
            new ResendMail(
                world.platform.vendors().resendUri(), name -> new Secret<>("re_wrong"), "resend"));
    wrongKey.handle(message);
    world.mailer().handle(message);
    assertThat(world.platform.vendors().mailsTo(email)).isEmpty();

    assertThat(mail().state()).isEqualTo(MailProgress.State.DUE);
    assertThat(mail().triedAt()).isNull();
    assertThat(mail().dueAt()).isAfterOrEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
    world.clock.advance(Duration.ofHours(3));
    world.mailer().handle(message);
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void parksWhatTheProviderWillNeverTake() {
    world
        .mailer(
            (mail, key) -> {
              throw new MailRefused("invalid_parameter");
            })
        .handle(message);

    assertThat(mail().state()).isEqualTo(MailProgress.State.PARKED);
    assertThat(mail().reason()).isEqualTo("invalid_parameter");
    assertThat(world.platform.messages(Queues.FAN_MAIL)).isZero();
  }

  @Test
  void staysDueWhenItsMessageFailedTooOften() {
    world.mailer().giveBack(message);
    world.clock.advance(MailProgress.LATE.plusSeconds(1));
    world.sweeper.sweep();

    assertThat(world.handleMessages(world.mailer())).isPositive();
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void leavesNoClaimBehindWhenSomethingElseFails() {
    FanMailer broken =
        world.mailer(
            (mail, key) -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> broken.handle(message)).hasMessage("broken");

    world.mailer().handle(message);
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void remembersThatAnEarlierTryMayHaveBeenAccepted() {
    FanMailer deaf =
        world.mailer(new ResendMail(URI.create("http://127.0.0.1:1"), world.secrets, "resend"));
    deaf.handle(message);
    Instant tried = Objects.requireNonNull(mail().triedAt());
    world.clock.advance(Duration.ofMinutes(5));
    world
        .mailer(
            (mail, key) -> {
              throw new MailDeferred("daily_quota_exceeded", Duration.ofHours(1));
            })
        .handle(message);

    assertThat(mail().triedAt()).isEqualTo(tried);
  }

  @Test
  void doesNotSendALinkThatIsAllButDead() {
    world.clock.advance(Duration.ofDays(6).plusSeconds(1));
    world.mailer().handle(message);

    assertThat(mail().reason()).isEqualTo("too-late");
    assertThat(world.platform.vendors().mailsTo(email)).isEmpty();
  }

  @Test
  void sendsNothingToWhoLeftMeanwhile() {
    world.links.unsubscribe(FanLinksTest.token(world.links.unsubscribeUrl(world.fan(email))));
    world.mailer().handle(message);

    assertThat(world.platform.vendors().mailsTo(email)).isEmpty();
  }

  @Test
  void sendsNothingForAFanWhoIsNotThere() {
    world.mailer().handle(new FanMailMessage(world.tenant, "AAAAAAAAAAAAAAAAAAAAAA", null));

    assertThat(world.platform.messages(Queues.FAN_MAIL)).isZero();
  }

  @Test
  void theSweeperFindsWhatWasWrittenButNeverEnqueued() {
    world.clock.advance(MailProgress.LATE.plusSeconds(1));

    assertThat(world.sweeper.sweep()).isPositive();
    assertThat(world.platform.receive(Queues.FAN_MAIL, FanMailMessage.class)).contains(message);
    assertThat(mail().dueAt()).isEqualTo(world.clock.instant());
  }

  @Test
  void theSweeperFindsWhatBrokeOffWhileSending() {
    FanMailer killed =
        world.mailer(
            (mail, key) -> {
              throw new Killed();
            });
    assertThatThrownBy(() -> killed.handle(message)).isInstanceOf(Killed.class);
    world.clock.advance(MailProgress.LATE.plusSeconds(1));

    assertThat(world.sweeper.sweep()).isPositive();
    assertThat(world.handleMessages(world.mailer())).isPositive();
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  private FanMail mail() {
    return world.fan(email).mail();
  }

  private ReceivedMail onlyMail() {
    List<ReceivedMail> mails = world.platform.vendors().mailsTo(email);
    assertThat(mails).hasSize(1);
    return mails.getFirst();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
