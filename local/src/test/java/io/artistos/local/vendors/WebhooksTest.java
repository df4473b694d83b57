package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.http.Request;
import io.artistos.local.vendors.webhooks.SvixSignature;
import io.artistos.local.vendors.webhooks.WebhookFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest {

  @TempDir Path folder;
  private final WebhookReceiver app = new WebhookReceiver();
  private VendorsFixture vendors;

  @BeforeEach
  void start() {
    vendors =
        new VendorsFixture(
            folder, new ResendOptions(VendorsFixture.KEY, 1000, Optional.of(app.webhook())));
  }

  @AfterEach
  void stop() {
    vendors.close();
    app.close();
  }

  @Test
  void aMailIsSentAndDelivered() throws Exception {
    String id =
        VendorsFixture.id(
            vendors.send(VendorsFixture.mailWith("tags", "[{'name':'blast','value':'b1'}]")));

    allSent();

    assertThat(app.types()).containsExactlyInAnyOrder("email.sent", "email.delivered");
    JsonNode data = app.data("email.delivered");
    assertThat(data.path("email_id").asText()).isEqualTo(id);
    assertThat(data.path("to").toString()).isEqualTo("[\"fan@mail.example\"]");
    assertThat(data.path("from").asText()).isEqualTo("Band <news@band.example>");
    assertThat(data.path("subject").asText()).isEqualTo("Hi");
    assertThat(data.path("tags").toString()).isEqualTo("{\"blast\":\"b1\"}");
    assertThat(data.path("created_at").asText()).isEqualTo(VendorsFixture.START.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "bounced@resend.dev, email.bounced, bounced",
    "bounced+a@resend.dev, email.bounced, bounced",
    "bounced+a@mail.example, email.bounced, bounced",
    "Fan <Bounced+a@Mail.Example>, email.bounced, bounced",
    "softbounced+a@mail.example, email.bounced, bounced",
    "complained@resend.dev, email.complained, complained",
    "complained+a@resend.dev, email.complained, complained",
    "complained+a@mail.example, email.complained, complained",
    "suppressed@resend.dev, email.suppressed, suppressed",
    "suppressed+a@resend.dev, email.suppressed, suppressed",
    "suppressed+a@mail.example, email.delivered, delivered",
    "delivered+a@resend.dev, email.delivered, delivered",
    "bounced@mail.example, email.delivered, delivered",
    "bouncedness+a@resend.dev, email.delivered, delivered"
  })
  void theRecipientDecides(String to, String type, String lastEvent) throws Exception {
    String id = VendorsFixture.id(vendors.send(VendorsFixture.mailWith("to", "'" + to + "'")));

    allSent();

    assertThat(app.types()).contains(type);
    JsonNode mail = VendorsFixture.json(vendors.resend("GET", "/emails/" + id, ""));
    assertThat(mail.path("last_event").asText()).isEqualTo(lastEvent);
  }

  @Test
  void aMailboxCanDieAfterItsFirstMail() throws Exception {
    send("later-bounced+a@mail.example");
    allSent();
    assertThat(app.types()).containsExactlyInAnyOrder("email.sent", "email.delivered");
    app.attempts.clear();

    send("later-bounced+a@mail.example");
    allSent();

    assertThat(app.types()).containsExactlyInAnyOrder("email.sent", "email.bounced");
  }

  @Test
  void aBounceSaysWhetherItIsForGood() throws Exception {
    send("bounced+a@mail.example");
    allSent();
    assertThat(app.types()).containsExactlyInAnyOrder("email.sent", "email.bounced");
    JsonNode hard = app.data("email.bounced").path("bounce");
    assertThat(hard.path("type").asText()).isEqualTo("Permanent");
    assertThat(hard.path("subType").asText()).isEqualTo("General");
    assertThat(hard.path("diagnosticCode").isArray()).isTrue();
    app.attempts.clear();

    send("softbounced+a@mail.example");
    allSent();

    assertThat(app.data("email.bounced").path("bounce").path("type").asText())
        .isEqualTo("Transient");
  }

  @Test
  void whoeverIsSuppressedGetsNoMailButTheSenderAnId() throws Exception {
    send("bounced+a@mail.example");
    send("complained+a@mail.example");
    send("softbounced+a@mail.example");
    allSent();
    app.attempts.clear();

    send("Fan <bounced+A@mail.example>");
    send("complained+a@mail.example");
    send("softbounced+a@mail.example");
    allSent();

    assertThat(app.events())
        .filteredOn(event -> event.path("type").asText().equals("email.suppressed"))
        .extracting(event -> event.path("data").path("suppressed").path("reason").asText())
        .containsExactlyInAnyOrder("previous_bounce", "previous_complaint");
    assertThat(app.types()).containsOnlyOnce("email.bounced");
  }

  @Test
  void aWebhookIsSignedAsSvixDoes() throws Exception {
    send("fan@mail.example");
    app.await(1);

    Request request = app.attempts.getFirst();
    String time = String.valueOf(request.header("svix-timestamp"));

    assertThat(time).isEqualTo(Long.toString(VendorsFixture.START.getEpochSecond()));
    assertThat(request.header("svix-signature"))
        .isEqualTo(
            new SvixSignature(WebhookReceiver.SECRET)
                .sign(
                    String.valueOf(request.header("svix-id")),
                    VendorsFixture.START,
                    new String(request.body(), StandardCharsets.UTF_8)));
  }

  /** The example of Svix's own documentation and libraries. */
  @Test
  void theSignatureIsThatOfSvixsExample() {
    assertThat(
            new SvixSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    Instant.ofEpochSecond(1614265330),
                    "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThatThrownBy(() -> new SvixSignature("secret"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgainWithTheSameIdAndBody() throws Exception {
    app.answers.addAll(List.of(404, 500));
    send("suppressed@resend.dev");
    app.await(1);
    again(2, Duration.ofMillis(50));

    again(3, Duration.ofSeconds(3));

    allSent();
    assertThat(app.attempts)
        .extracting(each -> each.header("svix-id"))
        .containsOnly(app.attempts.getFirst().header("svix-id"));
    assertThat(app.events()).containsOnly(app.events().getFirst());
    assertThat(app.attempts.get(2).header("svix-timestamp"))
        .isNotEqualTo(app.attempts.getFirst().header("svix-timestamp"));
  }

  @Test
  void afterEightAttemptsAWebhookIsGivenUp() throws Exception {
    app.answers.addAll(Collections.nCopies(8, 404));
    send("suppressed@resend.dev");

    for (int attempt = 1; attempt <= 8; attempt++) {
      app.await(attempt);
      int failed = attempt;
      WebhookReceiver.until(
          () -> webhooks("retried") + webhooks("givenUp") == failed, failed + " failures");
      vendors.clock.advance(Duration.ofMinutes(6));
    }

    allSent();
    assertThat(app.attempts).hasSize(8);
    assertThat(webhooks("givenUp")).isEqualTo(1);
  }

  @Test
  void whatWasNotAcknowledgedSurvivesARestart() throws Exception {
    app.answers.add(503);
    send("suppressed@resend.dev");
    app.await(1);
    WebhookReceiver.until(() -> webhooks("retried") == 1, "a failure");

    vendors.restart();
    vendors.clock.advance(Duration.ofMillis(50));

    allSent();
    assertThat(app.attempts).hasSize(2);
  }

  @Test
  void duplicatesComeOnDemand() throws Exception {
    vendors.server.resend().faults().add(Fault.of(WebhookFault.DUPLICATE).times(1));

    send("suppressed@resend.dev");
    send("suppressed@resend.dev");
    allSent();

    assertThat(app.attempts).hasSize(3);
    assertThat(app.attempts.stream().map(each -> each.header("svix-id")).distinct()).hasSize(2);
  }

  @Test
  void theWrongOrderComesOnDemand() throws Exception {
    vendors.server.resend().faults().add(Fault.of(WebhookFault.REORDER).times(1));

    send("complained+a@mail.example");
    app.await(1);
    again(2, Duration.ofSeconds(1));
    again(3, Duration.ofSeconds(1));

    assertThat(app.types()).containsExactly("email.complained", "email.delivered", "email.sent");
  }

  @Test
  void thousandsAreSentOnceEach() throws Exception {
    String batch = "[" + String.join(",", Collections.nCopies(100, VendorsFixture.MAIL)) + "]";
    for (int i = 0; i < 20; i++) {
      assertThat(vendors.sendBatch(batch).statusCode()).isEqualTo(200);
    }

    allSent();

    assertThat(app.attempts.stream().map(each -> each.header("svix-id")).distinct()).hasSize(4000);
    assertThat(webhooks("acknowledged")).isEqualTo(4000);
    assertThat(app.attempts).hasSize(4000);
  }

  @Test
  void aServerThatClosesLeavesWhatIsUnderWayForLater() throws Exception {
    IntStream.range(0, 40).forEach(i -> app.answers.add(503));
    for (int i = 0; i < 40; i++) {
      send("suppressed@resend.dev");
    }
    app.await(1);

    vendors.restart();

    WebhookReceiver.until(
        () -> {
          vendors.clock.advance(Duration.ofSeconds(1));
          return vendors.server.resend().pendingWebhooks() == 0;
        },
        "an empty outbox");
    assertThat(app.attempts.stream().map(each -> each.header("svix-id")).distinct()).hasSize(40);
  }

  private void send(String to) throws Exception {
    assertThat(vendors.send(VendorsFixture.mailWith("to", "'" + to + "'")).statusCode())
        .isEqualTo(200);
  }

  private void again(int attempts, Duration later) {
    WebhookReceiver.until(
        () -> {
          boolean first = webhooks("retried") + webhooks("acknowledged") == attempts - 1;
          if (first) {
            vendors.clock.advance(later);
          }
          return first;
        },
        "the attempt before");
    app.await(attempts);
  }

  private void allSent() {
    WebhookReceiver.until(() -> vendors.server.resend().pendingWebhooks() == 0, "an empty outbox");
  }

  private long webhooks(String outcome) {
    try {
      return VendorsFixture.json(vendors.control("GET", "/resend/counts", ""))
          .path("webhooks")
          .path(outcome)
          .asLong();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
