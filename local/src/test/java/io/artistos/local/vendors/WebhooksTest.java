package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.http.Request;
import io.artistos.local.vendors.webhooks.SvixSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest {

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
  void aMailIsSentAndDelivered() throws Exception {
    String id =
        VendorsFixture.id(
            world.vendors.send(VendorsFixture.mailWith("tags", "[{'name':'blast','value':'b1'}]")));

    world.allSent();

    assertThat(world.app.types()).containsExactlyInAnyOrder("email.sent", "email.delivered");
    JsonNode data = world.app.data("email.delivered");
    assertThat(data.path("email_id").asText()).isEqualTo(id);
    assertThat(data.path("to").toString()).isEqualTo("[\"fan@mail.example\"]");
    assertThat(data.path("from").asText()).isEqualTo("Band <news@band.example>");
    assertThat(data.path("subject").asText()).isEqualTo("Hi");
    assertThat(data.path("tags").toString()).isEqualTo("{\"blast\":\"b1\"}");
    assertThat(data.path("created_at").asText()).isEqualTo(VendorsFixture.START.toString());
  }

  @Test
  void tagsAreToldAsAnArrayOnDemand() throws Exception {
    assertThat(
            world.vendors.control("PUT", "/resend/webhooks", "{\"tags\":\"array\"}").statusCode())
        .isEqualTo(200);
    world.vendors.send(VendorsFixture.mailWith("tags", "[{'name':'blast','value':'b1'}]"));

    world.allSent();

    assertThat(world.app.data("email.delivered").path("tags").toString())
        .isEqualTo("[{\"name\":\"blast\",\"value\":\"b1\"}]");
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
    String id =
        VendorsFixture.id(world.vendors.send(VendorsFixture.mailWith("to", "'" + to + "'")));

    world.allSent();

    assertThat(world.app.types()).contains(type);
    JsonNode mail = VendorsFixture.json(world.vendors.resend("GET", "/emails/" + id, ""));
    assertThat(mail.path("last_event").asText()).isEqualTo(lastEvent);
  }

  @Test
  void aMailboxCanDieAfterItsFirstMail() throws Exception {
    world.send("later-bounced+a@mail.example");
    world.allSent();
    assertThat(world.app.types()).containsExactlyInAnyOrder("email.sent", "email.delivered");
    world.app.attempts.clear();

    world.send("later-bounced+a@mail.example");
    world.allSent();

    assertThat(world.app.types()).containsExactlyInAnyOrder("email.sent", "email.bounced");
  }

  @Test
  void aBounceSaysWhetherItIsForGood() throws Exception {
    world.send("bounced+a@mail.example");
    world.allSent();
    assertThat(world.app.types()).containsExactlyInAnyOrder("email.sent", "email.bounced");
    JsonNode hard = world.app.data("email.bounced").path("bounce");
    assertThat(hard.path("type").asText()).isEqualTo("Permanent");
    assertThat(hard.path("subType").asText()).isEqualTo("General");
    assertThat(hard.path("diagnosticCode").isArray()).isTrue();
    world.app.attempts.clear();

    world.send("softbounced+a@mail.example");
    world.allSent();

    assertThat(world.app.data("email.bounced").path("bounce").path("type").asText())
        .isEqualTo("Transient");
  }

  @Test
  void whoeverIsSuppressedGetsNoMailButTheSenderAnId() throws Exception {
    world.send("bounced+a@mail.example");
    world.send("complained+a@mail.example");
    world.send("softbounced+a@mail.example");
    world.allSent();
    world.app.attempts.clear();

    world.send("Fan <bounced+A@mail.example>");
    world.send("complained+a@mail.example");
    world.send("softbounced+a@mail.example");
    world.allSent();

    assertThat(world.app.events())
        .filteredOn(event -> event.path("type").asText().equals("email.suppressed"))
        .extracting(event -> event.path("data").path("suppressed").path("reason").asText())
        .containsExactlyInAnyOrder("previous_bounce", "previous_complaint");
    assertThat(world.app.types()).containsOnlyOnce("email.bounced");
  }

  @Test
  void aWebhookIsSignedAsSvixDoes() throws Exception {
    world.send("fan@mail.example");
    world.app.await(1);

    Request request = world.app.attempts.getFirst();
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
}
