package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledMailsTest {

  private static final Instant LATER = VendorsFixture.START.plus(Duration.ofHours(1));
  private static final String MONTH = "x-resend-monthly-quota";
  private static final String SENT = "{'scheduled_at':'%s'}";

  @TempDir Path folder;
  private WebhookWorld world;
  private VendorsFixture vendors;

  @BeforeEach
  void start() {
    world = new WebhookWorld(folder);
    vendors = world.vendors;
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aScheduledMailIsSentWhenItsTimeHasComeAndNotBefore() throws Exception {
    String id = schedule("2026-11-22T12:00:00+01:00");
    assertThat(read(id).path("last_event").asText()).isEqualTo("scheduled");
    assertThat(Instant.parse(read(id).path("scheduled_at").asText())).isEqualTo(LATER);
    vendors.clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(read(id).path("last_event").asText()).isEqualTo("scheduled");
    assertThat(vendors.server.mails()).isEmpty();

    vendors.clock.advance(Duration.ofMillis(1));

    ReceivedMail mail =
        vendors.server.awaitMail("fan@mail.example", any -> true, Duration.ofSeconds(30));
    assertThat(mail.id()).isEqualTo(id);
    assertThat(mail.receivedAt()).isEqualTo(LATER);
    assertThat(read(id).path("last_event").asText()).isEqualTo("delivered");
    assertThat(read(id).path("created_at").asText()).isEqualTo(VendorsFixture.START.toString());
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void schedulingIsToldAndSendingToo() throws Exception {
    String id = schedule(LATER.toString());
    world.allSent();
    assertThat(world.app.types()).containsExactly("email.scheduled");
    assertThat(world.app.data("email.scheduled").path("email_id").asText()).isEqualTo(id);

    vendors.clock.advance(Duration.ofHours(1));

    world.app.await(3);
    assertThat(world.app.types())
        .containsExactlyInAnyOrder("email.scheduled", "email.sent", "email.delivered");
  }

  @Test
  void aScheduledMailSurvivesARestart() throws Exception {
    String id = schedule(LATER.toString());
    vendors.server.close();
    vendors.clock.advance(Duration.ofHours(2));

    vendors.restart();

    assertThat(read(id).path("last_event").asText()).isEqualTo("delivered");
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void itsKeySchedulesOnce() throws Exception {
    String mail = VendorsFixture.mailWith("scheduled_at", "'" + LATER + "'");

    String id = VendorsFixture.id(vendors.send(mail, "Idempotency-Key", "k"));

    assertThat(VendorsFixture.id(vendors.send(mail, "Idempotency-Key", "k"))).isEqualTo(id);
    vendors.clock.advance(Duration.ofHours(1));
    assertThat(read(id).path("last_event").asText()).isEqualTo("delivered");
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void theQuotaCountsItOnceWhenItIsAccepted() throws Exception {
    vendors.control("PUT", "/resend/quota", "{\"monthly\":1}");
    String id = schedule(LATER.toString());
    assertThat(vendors.send(VendorsFixture.MAIL).statusCode()).isEqualTo(429);
    assertThat(
            vendors.send(VendorsFixture.mailWith("scheduled_at", "'" + LATER + "'")).statusCode())
        .isEqualTo(429);

    vendors.clock.advance(Duration.ofHours(1));

    assertThat(read(id).path("last_event").asText()).isEqualTo("delivered");
    assertThat(vendors.resend("GET", "/emails/" + id, "").headers().firstValue(MONTH))
        .contains("1");
  }

  @Test
  void aTimeThatIsOverMeansAtOnce() throws Exception {
    schedule(VendorsFixture.START.toString());

    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void aMailIsPutOffAndBroughtForward() throws Exception {
    String id = schedule(LATER.toString());
    HttpResponse<String> putOff = patch(id, SENT.formatted(LATER.plus(Duration.ofHours(1))));
    assertThat(putOff.statusCode()).isEqualTo(200);
    assertThat(putOff.body()).isEqualTo("{\"object\":\"email\",\"id\":\"" + id + "\"}");
    vendors.clock.advance(Duration.ofHours(1));
    assertThat(read(id).path("last_event").asText()).isEqualTo("scheduled");

    patch(id, SENT.formatted(LATER.plus(Duration.ofMinutes(1))));

    vendors.clock.advance(Duration.ofMinutes(1));
    assertThat(read(id).path("last_event").asText()).isEqualTo("delivered");
    vendors.clock.advance(Duration.ofHours(2));
    assertThat(read(id).path("last_event").asText()).isEqualTo("delivered");
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void aCanceledMailIsNeverSent() throws Exception {
    String id = schedule(LATER.toString());

    HttpResponse<String> canceled = cancel(id);

    assertThat(canceled.statusCode()).isEqualTo(200);
    assertThat(canceled.body()).isEqualTo("{\"object\":\"email\",\"id\":\"" + id + "\"}");
    vendors.clock.advance(Duration.ofHours(2));
    assertThat(read(id).path("last_event").asText()).isEqualTo("canceled");
    assertThat(vendors.server.mails()).isEmpty();
    assertThat(patch(id, SENT.formatted(LATER.plus(Duration.ofDays(1)))).statusCode())
        .isEqualTo(422);
  }

  @Test
  void whatWasSentIsNeitherCanceledNorPutOff() throws Exception {
    String atOnce = VendorsFixture.id(vendors.send(VendorsFixture.MAIL));
    String later = schedule(LATER.toString());
    vendors.clock.advance(Duration.ofHours(1));

    for (String id : new String[] {atOnce, later}) {
      assertThat(cancel(id).statusCode()).isEqualTo(422);
      assertThat(patch(id, SENT.formatted(LATER.plus(Duration.ofDays(1)))).body())
          .contains("not scheduled any more");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow at 9am", "2026-11-22T11:00:00", "2026-11-22", "1795345200"})
  void onlyIso8601WithAnOffsetIsTaken(String time) throws Exception {
    HttpResponse<String> refused =
        vendors.send(VendorsFixture.mailWith("scheduled_at", "'" + time + "'"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("not ISO 8601 with an offset is not served");
  }

  @Test
  void thirtyDaysAheadAreTheMost() throws Exception {
    Instant most = VendorsFixture.START.plus(Duration.ofDays(30));
    assertThat(read(schedule(most.toString())).path("last_event").asText()).isEqualTo("scheduled");

    HttpResponse<String> refused =
        vendors.send(VendorsFixture.mailWith("scheduled_at", "'" + most.plusMillis(1) + "'"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("within 30 days");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "PATCH | %s | {} | 422 | missing_required_field",
        "PATCH | %s | {'scheduled_at':'in 1 min'} | 422 | not ISO 8601",
        "PATCH | %s | {'scheduled_at':'2026-11-23T00:00:00Z','to':'a@b.example'} | 422 | no `to`",
        "PATCH | 7 | {'scheduled_at':'2026-11-23T00:00:00Z'} | 422 | valid UUID",
        "POST | 7/cancel | {} | 422 | valid UUID",
        "POST | 6f1b3c52-0a34-4a0c-9c0e-0d2b5a3c9c11/cancel | {} | 404 | not_found",
        "DELETE | %s | {} | 405 | DELETE /emails/",
        "GET | %s/cancel | {} | 405 | method_not_allowed",
        "POST | %s/share | {} | 404 | share is not served"
      })
  void whatCannotBeAskedIsRefused(String method, String path, String body, int status, String word)
      throws Exception {
    String id = schedule(LATER.toString());

    HttpResponse<String> refused =
        vendors.resend(method, "/emails/" + path.formatted(id), body.replace('\'', '"'));

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body()).contains(word);
    assertThat(read(id).path("last_event").asText()).isEqualTo("scheduled");
  }

  @Test
  void aBatchIsNotScheduled() throws Exception {
    String mail = VendorsFixture.mailWith("scheduled_at", "'" + LATER + "'");

    HttpResponse<String> refused = vendors.sendBatch("[" + mail + "]");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("`scheduled_at` field in a batch is not served");
  }

  private String schedule(String time) throws Exception {
    HttpResponse<String> answer =
        vendors.send(VendorsFixture.mailWith("scheduled_at", "'" + time + "'"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return VendorsFixture.id(answer);
  }

  private JsonNode read(String id) throws Exception {
    return VendorsFixture.json(vendors.resend("GET", "/emails/" + id, ""));
  }

  private HttpResponse<String> patch(String id, String body) throws Exception {
    return vendors.resend("PATCH", "/emails/" + id, body.replace('\'', '"'));
  }

  private HttpResponse<String> cancel(String id) throws Exception {
    return vendors.resend("POST", "/emails/" + id + "/cancel", "");
  }
}
