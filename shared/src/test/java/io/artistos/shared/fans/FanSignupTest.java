package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanSignupTest {

  private final FanWorld world = new FanWorld();
  private final String email = world.anyAddress();

  @Test
  void costsOneWriteAndTwoReadsThatAreCached() {
    assertThat(world.costOf(() -> world.signUp(email)))
        .isEqualTo(Map.of("create fans", 1L, "read directory", 1L, "read accounts", 1L));
    assertThat(world.costOf(() -> world.signUp(world.anyAddress())))
        .isEqualTo(Map.of("create fans", 1L));
  }

  @Test
  void asksForMailByIdsOnly() {
    world.signUp(email);

    assertThat(world.platform.receive(Queues.FAN_MAIL, FanMailMessage.class))
        .containsExactly(new FanMailMessage(world.tenant, world.idOf(email), null));
  }

  @Test
  void takesTheSameAddressOnceAlsoUnderOneHundredConcurrentSubmissions() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<? extends Future<?>> all =
          IntStream.range(0, 100)
              .mapToObj(i -> threads.submit(() -> world.signUp(i % 2 == 0 ? email : upper(email))))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(
            world
                .list
                .list(world.tenant, FanFilter.everybody(), new PageRequest(50, Optional.empty()))
                .items())
        .hasSize(1);
    assertThat(world.fan(email).history()).hasSize(1);
    FanMailer mailer = world.mailer();
    while (world.handleMessages(mailer) > 0) {
      assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
    }
  }

  @Test
  void asksForNoSecondMailSoonAfterTheFirst() {
    world.signUp(email);
    world.handleMessages(world.mailer());
    world.clock.advance(Duration.ofMinutes(9));
    world.signUp(email);
    world.handleMessages(world.mailer());

    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void keepsASignUpAlsoWhenTheQueueIsDown() {
    FanSignup signup = world.signupWithoutQueue();

    signup.signUp(world.page.slug().value(), world.newFan(email), Optional.empty(), null);
    assertThat(world.fan(email).mail().state()).isEqualTo(MailProgress.State.DUE);
  }

  @Test
  void asksForAnotherMailWhenTheFirstWasNotAnsweredForAWhile() {
    world.signUp(email);
    world.handleMessages(world.mailer());
    world.clock.advance(Duration.ofMinutes(10));
    world.signUp(email);

    assertThat(world.handleMessages(world.mailer())).isEqualTo(1);
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(2);
  }

  /** At 10:00 signed up and confirmed, at 10:02 left by mistake, at 10:04 signed up again. */
  @Test
  void mailsWhoLeftByMistakeWhenTenMinutesAreOver() {
    leftByMistake();
    world.signUp(email);

    assertThat(world.fan(email).status()).isEqualTo(FanStatus.PENDING);
    assertThat(world.platform.messages(Queues.FAN_MAIL)).as("asked for").isEqualTo(1);
    assertThat(world.handleMessages(world.mailer())).as("but not yet").isZero();
    FanMailMessage message = new FanMailMessage(world.tenant, world.idOf(email), null);
    world.mailer().handle(message);
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);

    world.clock.advance(Duration.ofMinutes(6));
    world.mailer().handle(message);
    world.mailer().handle(message);
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(2);
    world.links.confirm(FanLinksTest.token(world.links.confirmUrl(world.fan(email))));
    assertThat(world.fan(email).status()).isEqualTo(FanStatus.CONFIRMED);
  }

  /** Killed after the fan was written, before the message. */
  @Test
  void mailsThemAlsoWhenTheMessageWasNeverSent() {
    leftByMistake();
    world
        .signupWithoutQueue()
        .signUp(world.page.slug().value(), world.newFan(email), Optional.empty(), null);

    world.clock.advance(Duration.ofMinutes(6));
    world.sweeper.sweep();
    world.handleMessages(world.mailer());
    assertThat(world.platform.vendors().mailsTo(email)).as("a message may be to come").hasSize(1);
    world.clock.advance(MailProgress.LATE.plusSeconds(1));
    world.sweeper.sweep();
    world.handleMessages(world.mailer());
    assertThat(world.platform.vendors().mailsTo(email)).hasSize(2);
  }

  private void leftByMistake() {
    world.signUp(email);
    world.handleMessages(world.mailer());
    world.links.confirm(FanLinksTest.token(world.links.confirmUrl(world.fan(email))));
    world.clock.advance(Duration.ofMinutes(2));
    world.links.unsubscribe(FanLinksTest.token(world.links.unsubscribeUrl(world.fan(email))));
    world.clock.advance(Duration.ofMinutes(2));
  }

  @Test
  void doesNotKnowOtherPages() {
    assertThatThrownBy(
            () -> world.signup.signUp("no-such-page", world.newFan(email), Optional.empty(), null))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () -> world.signup.signUp("../etc", world.newFan(email), Optional.empty(), null))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void givesTheSameAddressAnotherIdAtAnotherArtist() {
    FanWorld other = new FanWorld();

    assertThat(world.idOf(email)).isNotEqualTo(other.idOf(email));
  }

  private static String upper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }
}
