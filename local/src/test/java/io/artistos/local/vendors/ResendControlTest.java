package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendControlTest {

  private static final String KEY = "Idempotency-Key";

  @TempDir Path folder;
  private VendorsFixture vendors;

  @BeforeEach
  void start() {
    vendors = new VendorsFixture(folder, 1000);
  }

  @AfterEach
  void stop() {
    vendors.close();
  }

  @Test
  void aDroppedAnswerIsOfMailsThatWereAcceptedAndTheKeyGivesItLater() throws Exception {
    fault("drop-after-accept", "{\"next\":1}");
    String batch = "[" + VendorsFixture.MAIL + "," + VendorsFixture.MAIL + "]";

    assertThatThrownBy(() -> vendors.sendBatch(batch, KEY, "k")).isInstanceOf(IOException.class);

    assertThat(vendors.server.resend().accepted()).isEqualTo(2);
    HttpResponse<String> again = vendors.sendBatch(batch, KEY, "k");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains(vendors.server.mails().getFirst().id());
    assertThat(vendors.server.resend().accepted()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "server-error, 500, internal_server_error",
    "unavailable, 503, service_unavailable",
    "rate-limit, 429, rate_limit_exceeded"
  })
  void aFailedRequestAcceptsNothingAndLeavesItsKeyFree(String kind, int status, String name)
      throws Exception {
    fault(kind, "{\"next\":1}");

    HttpResponse<String> failed = vendors.send(VendorsFixture.MAIL, KEY, "k");

    assertThat(failed.statusCode()).isEqualTo(status);
    assertThat(VendorsFixture.json(failed).path("name").asText()).isEqualTo(name);
    assertThat(failed.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    assertThat(vendors.server.resend().accepted()).isZero();
    assertThat(vendors.send(VendorsFixture.MAIL, KEY, "k").statusCode()).isEqualTo(200);
  }

  @Test
  void whileASlowAnswerIsAwaitedItsKeyIsInUse() throws Exception {
    fault("slow", "{\"next\":1,\"millis\":3600000}");
    CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(this::sendSlowly);
    WebhookReceiver.until(() -> vendors.server.resend().accepted() == 1, "an accepted mail");

    HttpResponse<String> second = vendors.send(VendorsFixture.MAIL, KEY, "k");

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("concurrent_idempotent_requests");
    assertThat(slow).isNotDone();
    vendors.restart();
    assertThat(slow.join()).isZero();
    assertThat(vendors.send(VendorsFixture.MAIL, KEY, "k").statusCode()).isEqualTo(200);
    assertThat(vendors.server.resend().accepted()).isEqualTo(1);
  }

  @Test
  void chanceIsTheSameForTheSameSeed() throws Exception {
    fault("server-error", "{\"probability\":0.5,\"seed\":7}");
    List<Integer> first = statuses();
    fault("server-error", "{\"probability\":0.5,\"seed\":7}");

    assertThat(statuses()).isEqualTo(first).contains(200, 500);
  }

  @Test
  void faultsAreShownAndEnded() throws Exception {
    fault("slow", "{\"probability\":0.25,\"millis\":300}");
    fault("unavailable", "{\"next\":2}");
    vendors.send(VendorsFixture.MAIL);

    JsonNode shown = VendorsFixture.json(vendors.control("GET", "/resend/faults", ""));

    assertThat(shown.path("slow").path("probability").asDouble()).isEqualTo(0.25);
    assertThat(shown.path("slow").path("millis").asInt()).isEqualTo(300);
    assertThat(shown.path("unavailable").path("next").asInt()).isEqualTo(1);
    assertThat(shown.path("unavailable").path("struck").asInt()).isEqualTo(1);
    vendors.control("DELETE", "/resend/faults", "");
    assertThat(vendors.send(VendorsFixture.MAIL).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/resend/faults/whim|{}|400",
        "PUT|/resend/faults/slow|{|400",
        "PUT|/resend/faults/slow|{\"probability\":2}|400",
        "PUT|/resend/faults/slow|{\"next\":-1}|400",
        "PUT|/resend/faults|{}|405",
        "PUT|/resend/quota|{\"daily\":\"x\"}|400",
        "PUT|/resend/quota|{|400",
        "GET|/resend/whim|x|404",
        "GET|/whim|x|404"
      })
  void whatCannotBeSetIsRefused(String method, String path, String body, int status)
      throws Exception {
    assertThat(vendors.control(method, path, body).statusCode()).isEqualTo(status);
  }

  @Test
  void theQuotaCountsRecipientsOfADay() throws Exception {
    assertThat(vendors.control("PUT", "/resend/quota", "{\"daily\":3}").statusCode())
        .isEqualTo(200);
    String two = VendorsFixture.mailWith("cc", "['other@mail.example']");
    HttpResponse<String> first = vendors.send(two, KEY, "k");
    assertThat(first.headers().firstValue("x-resend-daily-quota")).contains("2");

    HttpResponse<String> beyond = vendors.send(two);
    assertThat(beyond.statusCode()).isEqualTo(429);
    assertThat(beyond.body()).contains("daily_quota_exceeded");
    assertThat(vendors.send(two, KEY, "k").body()).isEqualTo(first.body());
    assertThat(vendors.send(VendorsFixture.MAIL).statusCode()).isEqualTo(200);

    vendors.clock.advance(Duration.ofHours(14));
    HttpResponse<String> nextDay = vendors.send(two);
    assertThat(nextDay.statusCode()).isEqualTo(200);
    assertThat(nextDay.headers().firstValue("x-resend-daily-quota")).contains("2");
    assertThat(nextDay.headers().firstValue("x-resend-monthly-quota")).contains("5");
    assertThat(vendors.control("PUT", "/resend/quota", "{\"daily\":null}").body())
        .isEqualTo("{\"daily\":null}");
    assertThat(vendors.send(two).statusCode()).isEqualTo(200);
  }

  @Test
  void countsSayWhatWasAcceptedAndAsked() throws Exception {
    String tagged = VendorsFixture.mailWith("tags", "[{'name':'blast','value':'b1'}]");
    vendors.sendBatch("[" + tagged + "," + tagged + "]", KEY, "k");
    vendors.sendBatch("[" + tagged + "," + tagged + "]", KEY, "k");
    vendors.send(tagged.replace("b1", "b2").replace("fan@", "bounced+1@"));
    vendors.send("{}");

    vendors.restart();
    vendors.send(VendorsFixture.MAIL);

    JsonNode counts = VendorsFixture.json(vendors.control("GET", "/resend/counts", ""));
    assertThat(counts.path("accepted").asInt()).isEqualTo(4);
    assertThat(counts.path("tags").toString()).isEqualTo("{\"blast=b1\":2,\"blast=b2\":1}");
    assertThat(counts.path("fates").toString()).isEqualTo("{\"bounced\":1,\"delivered\":3}");
    assertThat(counts.path("suppressed").asInt()).isEqualTo(1);
    assertThat(counts.path("recipients").path("today").asInt()).isEqualTo(4);
    assertThat(counts.path("requests").toString()).isEqualTo("{\"send 200\":1}");
    assertThat(counts.path("webhooks").path("pending").asInt()).isZero();
    assertThat(
            VendorsFixture.json(vendors.control("GET", "/resend/counts?tag=blast", ""))
                .path("tags")
                .toString())
        .isEqualTo("{\"b1\":2,\"b2\":1}");
  }

  @Test
  void everythingAcceptedIsListedPageByPage() throws Exception {
    String tagged = VendorsFixture.mailWith("tags", "[{'name':'blast','value':'b1'}]");
    vendors.sendBatch("[" + tagged + "," + tagged + "]", KEY, "k");
    vendors.send(VendorsFixture.MAIL);
    List<String> ids = vendors.server.mails().stream().map(ReceivedMail::id).toList();

    JsonNode first = VendorsFixture.json(vendors.control("GET", "/resend/mails?limit=2", ""));
    JsonNode second =
        VendorsFixture.json(
            vendors.control("GET", "/resend/mails?limit=2&after=" + first.path("next"), ""));

    assertThat(first.path("mails").get(0).toString())
        .isEqualTo(
            ("{'sequence':1,'id':'"
                    + ids.get(0)
                    + "','to':['fan@mail.example'],"
                    + "'tags':{'blast':'b1'},'idempotencyKey':'k'}")
                .replace('\'', '"'));
    assertThat(first.path("mails").get(1).path("id").asText()).isEqualTo(ids.get(1));
    assertThat(second.path("mails")).hasSize(1);
    assertThat(second.path("mails").get(0).path("id").asText()).isEqualTo(ids.get(2));
    assertThat(second.path("next").isNull()).isTrue();
  }

  private void fault(String kind, String setting) throws Exception {
    assertThat(vendors.control("PUT", "/resend/faults/" + kind, setting).statusCode())
        .isEqualTo(200);
  }

  private List<Integer> statuses() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      statuses.add(vendors.send(VendorsFixture.MAIL).statusCode());
    }
    return statuses;
  }

  /** The status, 0 without an answer. */
  private int sendSlowly() {
    try {
      return vendors.send(VendorsFixture.MAIL, KEY, "k").statusCode();
    } catch (Exception e) {
      return 0;
    }
  }
}
