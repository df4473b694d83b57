package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    vendors.fault("{'at':'resend','kind':'drop','carriedOut':true,'times':1}");
    String batch = "[" + VendorsFixture.MAIL + "," + VendorsFixture.MAIL + "]";

    assertThatThrownBy(() -> vendors.sendBatch(batch, KEY, "k")).isInstanceOf(IOException.class);

    assertThat(vendors.server.resend().accepted()).isEqualTo(2);
    HttpResponse<String> again = vendors.sendBatch(batch, KEY, "k");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains(vendors.server.mails().getFirst().id());
    assertThat(vendors.server.resend().accepted()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"500, internal_server_error", "503, service_unavailable", "429, rate_limit_exceeded"})
  void aFailedRequestAcceptsNothingAndLeavesItsKeyFree(int status, String name) throws Exception {
    vendors.fault("{'at':'resend','kind':'answer','times':1,'status':" + status + "}");

    HttpResponse<String> failed = vendors.send(VendorsFixture.MAIL, KEY, "k");

    assertThat(failed.statusCode()).isEqualTo(status);
    assertThat(VendorsFixture.json(failed).path("name").asText()).isEqualTo(name);
    assertThat(failed.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    assertThat(vendors.server.resend().accepted()).isZero();
    assertThat(vendors.send(VendorsFixture.MAIL, KEY, "k").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/resend/webhooks|{\"held\":1}|400",
        "PUT|/resend/quota|{\"daily\":\"x\"}|400",
        "PUT|/resend/quota|{|400",
        "PUT|/resend/quota|{}|400",
        "PUT|/resend/quota|{\"daily\":1,\"monthly\":\"x\"}|400",
        "PUT|/resend/webhooks|{}|400",
        "PUT|/resend/webhooks|{\"tags\":\"list\"}|400",
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
  void theMonthHasAQuotaOfItsOwn() throws Exception {
    assertThat(vendors.control("PUT", "/resend/quota", "{\"monthly\":2}").body())
        .isEqualTo("{\"monthly\":2}");
    assertThat(
            vendors
                .sendBatch("[" + VendorsFixture.MAIL + "," + VendorsFixture.MAIL + "]")
                .statusCode())
        .isEqualTo(200);

    vendors.clock.advance(Duration.ofDays(1));
    HttpResponse<String> beyond = vendors.send(VendorsFixture.MAIL);
    assertThat(beyond.statusCode()).isEqualTo(429);
    assertThat(beyond.body()).contains("monthly_quota_exceeded");

    vendors.clock.advance(Duration.ofDays(8));
    assertThat(vendors.send(VendorsFixture.MAIL).statusCode()).isEqualTo(200);
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
}
