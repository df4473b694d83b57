package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.MIRA;
import static io.artistos.local.vendors.clerk.ClerkFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.http.Request;
import io.artistos.local.vendors.WebhookReceiver;
import io.artistos.local.vendors.webhooks.SvixSignature;
import io.artistos.local.vendors.webhooks.WebhookFault;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {

  @TempDir Path folder;
  private final WebhookReceiver app = new WebhookReceiver();
  private ClerkFixture fixture;

  @BeforeEach
  void start() {
    fixture = new ClerkFixture(folder, Optional.of(app.webhook()));
  }

  @AfterEach
  void stop() {
    fixture.close();
    app.close();
  }

  @Test
  void theAppHearsOfAPersonsWholeLife() throws Exception {
    String mira = fixture.clerk().person(MIRA);
    allSent();
    fixture.clerk().update(mira, MIRA.withEmail("m@mail.example"));
    allSent();
    fixture.clerk().delete(mira);
    allSent();

    assertThat(app.types()).containsExactly("user.created", "user.updated", "user.deleted");
    assertThat(app.data("user.created").at("/email_addresses/0/email_address").asText())
        .isEqualTo("mira@mail.example");
    JsonNode updated = app.data("user.updated");
    assertThat(updated.at("/email_addresses/0/email_address").asText()).isEqualTo("m@mail.example");
    assertThat(updated.path("updated_at").asLong()).isEqualTo(START.toEpochMilli() + 1);
    assertThat(app.data("user.deleted").toString())
        .isEqualTo("{\"id\":\"" + mira + "\",\"object\":\"user\",\"deleted\":true}");
  }

  @Test
  void anEventHasClerksShape() {
    fixture.clerk().person(MIRA);
    app.await(1);

    JsonNode event = app.events().getFirst();

    assertThat(event.path("object").asText()).isEqualTo("event");
    assertThat(event.path("timestamp").asLong()).isEqualTo(START.toEpochMilli());
    assertThat(event.path("instance_id").asText()).startsWith("ins_");
  }

  @Test
  void anEventIsSignedAsSvixDoes() {
    fixture.clerk().person(MIRA);
    app.await(1);

    Request request = app.attempts.getFirst();

    assertThat(request.header("svix-timestamp")).isEqualTo(Long.toString(START.getEpochSecond()));
    assertThat(request.header("svix-id")).startsWith("msg_");
    assertThat(request.header("svix-signature"))
        .isEqualTo(
            new SvixSignature(WebhookReceiver.SECRET)
                .sign(String.valueOf(request.header("svix-id")), START, request.text()));
  }

  @Test
  void whatThePageAndTheApiDoIsToldToo() throws Exception {
    fixture.signIn("email=ny%40mail.example");
    app.await(1);
    String id = app.data("user.created").path("id").asText();

    fixture.api("DELETE", "/v1/users/" + id);

    app.await(2);
    assertThat(app.data("user.deleted").path("id").asText()).isEqualTo(id);
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgainAlsoAfterARestart() {
    app.answers.add(500);
    fixture.clerk().person(MIRA);
    WebhookReceiver.until(
        () -> fixture.clerk().webhooks(WebhookOutbox.Outcome.RETRIED) == 1, "a failure");

    fixture.restart();
    fixture.clock.advance(WebhookOutbox.WAITS.getFirst());

    allSent();
    assertThat(app.attempts).hasSize(2);
    assertThat(app.attempts.get(1).header("svix-id"))
        .isEqualTo(app.attempts.getFirst().header("svix-id"));
    assertThat(app.attempts.get(1).text()).isEqualTo(app.attempts.getFirst().text());
  }

  @Test
  void heldBackTheyComeLater() throws Exception {
    fixture.control("PUT", "/webhooks", "{'held':true}");
    fixture.clerk().person(MIRA);
    assertThat(fixture.clerk().pendingWebhooks()).isEqualTo(1);
    assertThat(app.attempts).isEmpty();

    fixture.control("PUT", "/webhooks", "{'held':false}");

    allSent();
    assertThat(app.attempts).hasSize(1);
  }

  @Test
  void anEventComesTwiceOnDemand() {
    fixture.clerk().faults().add(Fault.of(WebhookFault.DUPLICATE).times(1));

    fixture.clerk().person(MIRA);

    allSent();
    assertThat(app.attempts).hasSize(2);
    assertThat(app.attempts.stream().map(each -> each.header("svix-id")).distinct()).hasSize(1);
  }

  @Test
  void anEventIsOvertakenOnDemand() {
    fixture.clerk().faults().add(Fault.of(WebhookFault.REORDER).times(1));
    String mira = fixture.clerk().person(MIRA);
    fixture.clerk().delete(mira);
    app.await(1);

    fixture.clock.advance(Duration.ofSeconds(1));

    app.await(2);
    assertThat(app.types()).isEqualTo(List.of("user.deleted", "user.created"));
  }

  private void allSent() {
    WebhookReceiver.until(() -> fixture.clerk().pendingWebhooks() == 0, "an empty outbox");
  }
}
