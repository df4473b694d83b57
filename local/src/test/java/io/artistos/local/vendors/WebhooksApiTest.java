package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.http.Request;
import io.artistos.local.vendors.webhooks.SvixSignature;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksApiTest {

  @TempDir Path folder;
  private WebhookWorld world;
  private WebhookReceiver other;

  @BeforeEach
  void start() {
    world = new WebhookWorld(folder);
    other = new WebhookReceiver();
  }

  @AfterEach
  void stop() {
    world.close();
    other.close();
  }

  @Test
  void anEndpointHearsWhatItSubscribedToSignedWithItsOwnSecret() throws Exception {
    HttpResponse<String> answer = create("['email.bounced','email.scheduled']");
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode created = VendorsFixture.json(answer);
    assertThat(created.path("object").asText()).isEqualTo("webhook");
    String secret = created.path("signing_secret").asText();
    assertThat(secret).startsWith("whsec_").isNotEqualTo(WebhookReceiver.SECRET);

    world.send("bounced@resend.dev");
    world.allSent();

    assertThat(world.app.types()).containsExactlyInAnyOrder("email.sent", "email.bounced");
    assertThat(other.types()).containsExactly("email.bounced");
    Request heard = other.attempts.getFirst();
    assertThat(heard.header("svix-signature"))
        .isEqualTo(
            new SvixSignature(secret)
                .sign(String.valueOf(heard.header("svix-id")), VendorsFixture.START, heard.text()));
  }

  @Test
  void endpointsAreListedAndRead() throws Exception {
    JsonNode created = VendorsFixture.json(create("['email.sent']"));
    String id = created.path("id").asText();

    JsonNode list = VendorsFixture.json(call("GET", "", ""));
    JsonNode read = VendorsFixture.json(call("GET", "/" + id, ""));

    assertThat(list.path("data").findValuesAsText("endpoint"))
        .containsExactlyInAnyOrder(
            world.app.webhook().address().toString(), other.webhook().address().toString());
    assertThat(list.toString()).doesNotContain("whsec_");
    assertThat(read.path("endpoint").asText()).isEqualTo(other.webhook().address().toString());
    assertThat(read.path("events").toString()).isEqualTo("[\"email.sent\"]");
    assertThat(read.path("status").asText()).isEqualTo("enabled");
    assertThat(read.path("created_at").asText()).isEqualTo(VendorsFixture.START.toString());
    assertThat(read.path("signing_secret")).isEqualTo(created.path("signing_secret"));
  }

  @Test
  void anEndpointSurvivesARestartWithWhatItWaitsFor() throws Exception {
    create("['email.suppressed']");
    other.answers.add(500);
    world.send("suppressed@resend.dev");
    WebhookReceiver.until(() -> world.ended("retried") == 1, "a failure");

    world.vendors.restart();
    world.vendors.clock.advance(Duration.ofSeconds(5));

    world.allSent();
    assertThat(other.types()).containsExactly("email.suppressed", "email.suppressed");
  }

  @Test
  void anEndpointThatFailsHoldsUpNoOther() throws Exception {
    other.answers.addAll(Collections.nCopies(40, 500));
    create("['email.suppressed']");

    for (int i = 0; i < 40; i++) {
      world.send("suppressed@resend.dev");
    }

    WebhookReceiver.until(() -> world.ended("acknowledged") == 40, "the suite's own");
    WebhookReceiver.until(() -> world.ended("retried") == 40, "the failures");
    assertThat(world.vendors.server.resend().pendingWebhooks()).isEqualTo(40);
  }

  @Test
  void addressAndEventsAreChanged() throws Exception {
    String id = VendorsFixture.id(create("['email.bounced']"));
    try (WebhookReceiver third = new WebhookReceiver()) {
      HttpResponse<String> changed =
          call(
              "PATCH",
              "/" + id,
              "{'endpoint':'%s','events':['email.sent']}".formatted(third.webhook().address()));
      assertThat(changed.body()).isEqualTo("{\"object\":\"webhook\",\"id\":\"" + id + "\"}");

      world.send("bounced@resend.dev");
      world.allSent();

      assertThat(third.types()).containsExactly("email.sent");
      assertThat(other.attempts).isEmpty();
    }
  }

  @Test
  void aDisabledEndpointHearsNothingAndForgetsWhatItWaitedFor() throws Exception {
    String id = VendorsFixture.id(create("['email.suppressed']"));
    other.answers.add(500);
    world.send("suppressed@resend.dev");
    WebhookReceiver.until(() -> world.ended("retried") == 1, "a failure");

    call("PATCH", "/" + id, "{'status':'disabled'}");
    world.send("suppressed@resend.dev");
    call("PATCH", "/" + id, "{'status':'enabled'}");
    world.vendors.clock.advance(Duration.ofDays(1));
    world.send("suppressed@resend.dev");
    world.allSent();

    assertThat(other.attempts).hasSize(2);
    assertThat(world.app.attempts).hasSize(3);
  }

  @Test
  void aRemovedEndpointHearsNothing() throws Exception {
    String id = VendorsFixture.id(create("['email.suppressed']"));
    other.answers.add(500);
    world.send("suppressed@resend.dev");
    WebhookReceiver.until(() -> world.ended("retried") == 1, "a failure");

    JsonNode removed = VendorsFixture.json(call("DELETE", "/" + id, ""));

    assertThat(removed.path("deleted").asBoolean()).isTrue();
    world.vendors.clock.advance(Duration.ofDays(1));
    world.send("suppressed@resend.dev");
    world.allSent();
    assertThat(other.attempts).hasSize(1);
    assertThat(call("GET", "/" + id, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "POST | '' | {'events':['email.sent']} | 422 | missing_required_field",
        "POST | '' | {'endpoint':'http://a.example'} | 422 | missing_required_field",
        "POST | '' | {'endpoint':'a b','events':['email.sent']} | 422 | must be a URL",
        "POST | '' | {'endpoint':'ftp://a.example','events':['email.sent']} | 422 | must be a URL",
        "POST | '' | {'endpoint':'http://a.example','events':[]} | 422 | types of events",
        "POST | '' | {'endpoint':'http://a.example','events':['email.lost']} | 422 | types of",
        "POST | '' | {'endpoint':'http://a.example','status':'enabled'} | 422 | no `status`",
        "GET | ?limit=1 | {} | 422 | `limit` of a list of webhooks is not served",
        "PUT | '' | {} | 405 | PUT /webhooks is not served",
        "GET | /7 | {} | 404 | not_found",
        "PATCH | /7 | {} | 404 | not_found",
        "PATCH | /7 | {'status':'paused'} | 422 | enabled or disabled",
        "DELETE | /7 | {} | 404 | not_found",
        "PUT | /7 | {} | 405 | PUT /webhooks/7 is not served",
        "GET | /7/events | {} | 404 | /webhooks/7/events is not served"
      })
  void whatCannotBeAskedIsRefused(String method, String path, String body, int status, String word)
      throws Exception {
    HttpResponse<String> refused = call(method, path.replace("'", ""), body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(word);
  }

  private HttpResponse<String> create(String events) throws Exception {
    return call(
        "POST", "", "{'endpoint':'%s','events':%s}".formatted(other.webhook().address(), events));
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return world.vendors.resend(method, "/webhooks" + path, body.replace('\'', '"'));
  }
}
