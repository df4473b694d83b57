package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.faults.Fault;
import io.artistos.local.vendors.webhooks.WebhookFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookAttemptsTest {

  @TempDir Path folder;
  private WebhookWorld world;

  @BeforeEach
  void start() {
    world = new WebhookWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgainWithTheSameIdAndBody() throws Exception {
    world.app.answers.addAll(List.of(404, 500));
    world.send("suppressed@resend.dev");
    world.app.await(1);
    world.again(2, Duration.ofSeconds(5));

    world.again(3, Duration.ofMinutes(5));

    world.allSent();
    assertThat(world.app.attempts)
        .extracting(each -> each.header("svix-id"))
        .containsOnly(world.app.attempts.getFirst().header("svix-id"));
    assertThat(world.app.events()).containsOnly(world.app.events().getFirst());
    assertThat(world.app.attempts.get(2).header("svix-timestamp"))
        .isNotEqualTo(world.app.attempts.getFirst().header("svix-timestamp"));
  }

  @Test
  void afterEightAttemptsAWebhookIsGivenUp() throws Exception {
    world.app.answers.addAll(Collections.nCopies(8, 404));
    world.send("suppressed@resend.dev");

    List<Duration> published =
        Stream.of("5s", "5m", "30m", "2h", "5h", "10h", "10h")
            .map(wait -> Duration.parse("PT" + wait))
            .toList();
    for (int again = 0; again < published.size(); again++) {
      world.app.await(again + 1);
      int failed = again + 1;
      WebhookReceiver.until(() -> world.ended("retried") == failed, failed + " failures");
      world.vendors.clock.advance(published.get(again));
    }

    world.allSent();
    assertThat(world.app.attempts).hasSize(8);
    assertThat(world.ended("givenUp")).isEqualTo(1);
    assertThat(sentAt()).containsExactlyElementsOf(sums(published));
  }

  @Test
  void nothingIsSentAgainBeforeItsTime() throws Exception {
    world.app.answers.addAll(List.of(404, 404));
    world.send("suppressed@resend.dev");
    world.app.await(1);
    WebhookReceiver.until(() -> world.ended("retried") == 1, "a failure");
    world.vendors.clock.advance(Duration.ofMillis(4999));
    // What is due at the same time as it is sent, and so is looked at after it.
    world.send("suppressed@resend.dev");
    world.app.await(2);
    WebhookReceiver.until(() -> world.ended("retried") == 2, "another failure");

    assertThat(world.app.attempts.stream().map(each -> each.header("svix-id")).distinct())
        .hasSize(2);
  }

  /** Seconds from the beginning. */
  private List<Long> sentAt() {
    return world.app.attempts.stream()
        .map(each -> Long.parseLong(String.valueOf(each.header("svix-timestamp"))))
        .map(at -> at - VendorsFixture.START.getEpochSecond())
        .toList();
  }

  private static List<Long> sums(List<Duration> waits) {
    List<Long> sums = new ArrayList<>(List.of(0L));
    waits.forEach(wait -> sums.add(sums.getLast() + wait.toSeconds()));
    return sums;
  }

  @Test
  void whatWasNotAcknowledgedSurvivesARestart() throws Exception {
    world.app.answers.add(503);
    world.send("suppressed@resend.dev");
    world.app.await(1);
    WebhookReceiver.until(() -> world.ended("retried") == 1, "a failure");

    world.vendors.restart();
    world.vendors.clock.advance(Duration.ofSeconds(5));

    world.allSent();
    assertThat(world.app.attempts).hasSize(2);
  }

  @Test
  void duplicatesComeOnDemand() throws Exception {
    world.vendors.server.resend().faults().add(Fault.of(WebhookFault.DUPLICATE).times(1));

    world.send("suppressed@resend.dev");
    world.send("suppressed@resend.dev");
    world.allSent();

    assertThat(world.app.attempts).hasSize(3);
    assertThat(world.app.attempts.stream().map(each -> each.header("svix-id")).distinct())
        .hasSize(2);
  }

  @Test
  void theWrongOrderComesOnDemand() throws Exception {
    world.vendors.server.resend().faults().add(Fault.of(WebhookFault.REORDER).times(1));

    world.send("complained+a@mail.example");
    world.app.await(1);
    world.again(2, Duration.ofSeconds(1));
    world.again(3, Duration.ofSeconds(1));

    assertThat(world.app.types())
        .containsExactly("email.complained", "email.delivered", "email.sent");
  }

  @Test
  void thousandsAreSentOnceEach() throws Exception {
    String batch = "[" + String.join(",", Collections.nCopies(100, VendorsFixture.MAIL)) + "]";
    for (int i = 0; i < 20; i++) {
      assertThat(world.vendors.sendBatch(batch).statusCode()).isEqualTo(200);
    }

    world.allSent();

    assertThat(world.app.attempts.stream().map(each -> each.header("svix-id")).distinct())
        .hasSize(4000);
    assertThat(world.ended("acknowledged")).isEqualTo(4000);
    assertThat(world.app.attempts).hasSize(4000);
  }

  @Test
  void aServerThatClosesLeavesWhatIsUnderWayForLater() throws Exception {
    IntStream.range(0, 40).forEach(i -> world.app.answers.add(503));
    for (int i = 0; i < 40; i++) {
      world.send("suppressed@resend.dev");
    }
    world.app.await(1);

    world.vendors.restart();

    WebhookReceiver.until(
        () -> {
          world.vendors.clock.advance(Duration.ofSeconds(5));
          return world.vendors.server.resend().pendingWebhooks() == 0;
        },
        "an empty outbox");
    assertThat(world.app.attempts.stream().map(each -> each.header("svix-id")).distinct())
        .hasSize(40);
  }
}
