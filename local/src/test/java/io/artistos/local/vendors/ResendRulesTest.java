package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendRulesTest {

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
  void aRequestWithoutAKeyIsA401() throws Exception {
    refused(vendors.send(VendorsFixture.MAIL, "Authorization", ""), 401, "missing_api_key");
  }

  @Test
  void aWrongKeyIsA403() throws Exception {
    refused(
        vendors.send(VendorsFixture.MAIL, "Authorization", "Bearer re_x"), 403, "invalid_api_key");
  }

  @Test
  void aRequestWithoutUserAgentIsStoppedAtTheEdge() throws Exception {
    String request =
        "POST /resend/emails HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer re_test\r\n"
            + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), vendors.server.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").endsWith("error code: 1010");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "from | null | 422 | missing_required_field | `from`",
        "from | '' | 422 | missing_required_field | `from`",
        "to | null | 422 | missing_required_field | `to`",
        "to | [] | 422 | missing_required_field | `to`",
        "subject | null | 422 | missing_required_field | `subject`",
        "text | null | 422 | missing_required_field | `html` or `text`",
        "from | 'Band' | 422 | invalid_from_address | `from`",
        "from | 'Band <news@band>' | 422 | invalid_from_address | `from`",
        "from | 'news@a.example>' | 422 | invalid_from_address | `from`",
        "to | 'fan' | 422 | invalid_parameter | `to`",
        "to | ['fan@mail.example',7] | 422 | invalid_parameter | `to`",
        "cc | 'a@b.example, c@d.example' | 422 | invalid_parameter | `cc`",
        "bcc | 'two words@b.example' | 422 | invalid_parameter | `bcc`",
        "reply_to | '@b.example' | 422 | invalid_parameter | `reply_to`",
        "subject | 7 | 422 | invalid_parameter | `subject`",
        "subject | 'a\\nb' | 422 | invalid_parameter | `subject`",
        "html | {} | 422 | invalid_parameter | `html`",
        "headers | [] | 422 | invalid_parameter | `headers`",
        "headers | {'a b':'c'} | 422 | invalid_parameter | `headers`",
        "headers | {'X-A':7} | 422 | invalid_parameter | X-A",
        "headers | {'X-A':'b\\r\\nBcc: c'} | 422 | invalid_parameter | X-A",
        "tags | {'a':'b'} | 422 | invalid_parameter | `tags`",
        "tags | [{'name':'a b','value':'c'}] | 422 | invalid_parameter | ASCII",
        "tags | [{'name':'a','value':'ü'}] | 422 | invalid_parameter | ASCII",
        "tags | [{'name':'a'}] | 422 | invalid_parameter | ASCII",
        "attachments | [{}] | 422 | invalid_parameter | `attachments` field is not served",
        "scheduled_at | 'in 1 min' | 422 | invalid_parameter | not ISO 8601 with an offset",
        "template | {'id':'x'} | 422 | invalid_parameter | `template` field is not served",
        "replyTo | 'a@b.example' | 422 | invalid_parameter | no `replyTo` field"
      })
  void aMailThatBreaksARuleIsRefusedWithItsName(
      String field, String value, int status, String name, String word) throws Exception {
    HttpResponse<String> response = vendors.send(VendorsFixture.mailWith(field, value));

    assertThat(refused(response, status, name)).contains(word);
    assertThat(vendors.server.mails()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "from | 'news@band.example'",
        "from | 'Die Ärzte, Berlin <news@band.example>'",
        "to | ['fan@mail.example','Fan <fan+2@mail.example>']",
        "html | '<p>Hello'",
        "template | null",
        "tags | [{'name':'c_1','value':'a-B_9'}]",
        "headers | {'List-Unsubscribe':'<https://a.example/u?x=1>'}"
      })
  void aMailThatKeepsTheRulesIsAccepted(String field, String value) throws Exception {
    HttpResponse<String> response = vendors.send(VendorsFixture.mailWith(field, value));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void fiftyRecipientsAreTheMost() throws Exception {
    String fifty = "'fan@mail.example'" + ",'fan@mail.example'".repeat(49);

    assertThat(vendors.send(VendorsFixture.mailWith("to", "[" + fifty + "]")).statusCode())
        .isEqualTo(200);
    refused(
        vendors.send(VendorsFixture.mailWith("to", "[" + fifty + ",'x@mail.example']")),
        422,
        "invalid_parameter");
  }

  @Test
  void aTagIsAtMost256Characters() throws Exception {
    String tag = "[{'name':'a','value':'%s'}]";

    assertThat(
            vendors
                .send(VendorsFixture.mailWith("tags", tag.formatted("x".repeat(256))))
                .statusCode())
        .isEqualTo(200);
    refused(
        vendors.send(VendorsFixture.mailWith("tags", tag.formatted("x".repeat(257)))),
        422,
        "invalid_parameter");
  }

  @Test
  void aBodyThatIsNoJsonIsA400() throws Exception {
    refused(vendors.send("{"), 400, "validation_error");
  }

  @Test
  void anAcceptedMailCanBeReadBack() throws Exception {
    String id =
        VendorsFixture.id(
            vendors.send(VendorsFixture.mailWith("tags", "[{'name':'a','value':'b'}]")));

    JsonNode email = VendorsFixture.json(vendors.resend("GET", "/emails/" + id, ""));

    assertThat(email.path("object").asText()).isEqualTo("email");
    assertThat(email.path("id").asText()).isEqualTo(id);
    assertThat(email.path("to").get(0).asText()).isEqualTo("fan@mail.example");
    assertThat(email.path("text").asText()).isEqualTo("Hello");
    assertThat(email.path("html").isNull()).isTrue();
    assertThat(email.path("created_at").asText()).isEqualTo(VendorsFixture.START.toString());
    assertThat(email.path("tags").toString()).isEqualTo("[{\"name\":\"a\",\"value\":\"b\"}]");
    assertThat(email.path("last_event").asText()).isEqualTo("delivered");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /emails/0b0e5e2e-0000-4000-8000-000000000000, 404, not_found",
    "GET, /emails/7, 422, invalid_parameter",
    "GET, /emails, 405, method_not_allowed",
    "PUT, /emails/0b0e5e2e-0000-4000-8000-000000000000, 405, method_not_allowed",
    "PUT, /emails/batch, 405, method_not_allowed",
    "POST, /emails/0b0e5e2e-0000-4000-8000-000000000000/cancel, 404, not_found",
    "GET, /suppressions/nobody@mail.example, 404, not_found",
    "POST, /suppressions/batch/change, 404, not_found",
    "GET, /suppressions/batch/add, 404, not_found",
    "POST, /contacts, 404, not_found"
  })
  void whatIsNotThereIsRefusedInResendsShape(String method, String path, int status, String name)
      throws Exception {
    refused(vendors.resend(method, path, "{}"), status, name);
  }

  @Test
  void aBatchKeepsItsOrderAndItsMails() throws Exception {
    String first = VendorsFixture.mailWith("to", "'one@mail.example'");
    String second = VendorsFixture.mailWith("to", "'two@mail.example'");

    JsonNode data =
        VendorsFixture.json(vendors.sendBatch("[" + first + "," + second + "]")).path("data");

    assertThat(data).hasSize(2);
    ReceivedMail two = vendors.server.mailsTo("two@mail.example").getFirst();
    assertThat(data.get(1).path("id").asText()).isEqualTo(two.id());
    assertThat(vendors.server.mails())
        .extracting(m -> m.to().getFirst())
        .containsExactly("one@mail.example", "two@mail.example");
  }

  @Test
  void aBatchIsABareArrayOf1To100() throws Exception {
    refused(vendors.sendBatch("[]"), 422, "invalid_parameter");
    refused(vendors.sendBatch(VendorsFixture.MAIL), 422, "invalid_parameter");
    refused(vendors.sendBatch(batchOf(101)), 422, "invalid_parameter");
    assertThat(vendors.sendBatch(batchOf(100)).statusCode()).isEqualTo(200);
    assertThat(vendors.server.mails()).hasSize(100);
  }

  @Test
  void attachmentsInABatchAreRefused() throws Exception {
    String batch = "[" + VendorsFixture.mailWith("attachments", "[{'filename':'a'}]") + "]";

    assertThat(refused(vendors.sendBatch(batch), 422, "invalid_attachment")).contains("batch");
  }

  @ParameterizedTest
  @CsvSource({"x-none, x", "x-batch-validation, strict"})
  void aStrictBatchWithOneBadMailSendsNothing(String header, String value) throws Exception {
    String batch = "[" + VendorsFixture.MAIL + "," + VendorsFixture.mailWith("to", "null") + "]";

    refused(vendors.sendBatch(batch, header, value), 422, "missing_required_field");

    assertThat(vendors.server.mails()).isEmpty();
  }

  @Test
  void aPermissiveBatchSendsTheGoodMailsAndNamesTheBad() throws Exception {
    String batch = "[" + VendorsFixture.mailWith("to", "null") + "," + VendorsFixture.MAIL + "]";

    JsonNode answer =
        VendorsFixture.json(vendors.sendBatch(batch, "x-batch-validation", "permissive"));

    assertThat(answer.path("data")).hasSize(1);
    assertThat(answer.path("errors")).hasSize(1);
    assertThat(answer.path("errors").get(0).path("index").asInt()).isZero();
    assertThat(answer.path("errors").get(0).path("message").asText()).contains("`to`");
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  void anUnknownBatchValidationIsRefused() throws Exception {
    refused(vendors.sendBatch(batchOf(1), "x-batch-validation", "lax"), 422, "invalid_parameter");
  }

  @Test
  void theLimiterCountsRequestsAndRefills(@TempDir Path other) throws Exception {
    try (VendorsFixture slow = new VendorsFixture(other, 2)) {
      limit(slow.sendBatch(batchOf(100)), 200, "1");
      limit(slow.send(VendorsFixture.MAIL), 200, "0");
      HttpResponse<String> stopped = slow.send(VendorsFixture.MAIL);
      limit(stopped, 429, "0");
      refused(stopped, 429, "rate_limit_exceeded");
      assertThat(stopped.headers().firstValue("retry-after")).contains("1");

      slow.clock.advance(Duration.ofMillis(500));

      limit(slow.send(VendorsFixture.MAIL), 200, "0");
      limit(slow.send(VendorsFixture.MAIL), 429, "0");
      slow.clock.advance(Duration.ofHours(1));
      limit(slow.send("{"), 400, "1");
    }
  }

  private static void limit(HttpResponse<String> response, int status, String remaining) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().map())
        .containsAllEntriesOf(
            Map.of(
                "ratelimit-limit", Collections.singletonList("2"),
                "ratelimit-remaining", Collections.singletonList(remaining),
                "ratelimit-reset", Collections.singletonList("1"),
                "ratelimit-policy", Collections.singletonList("2;w=1")));
  }

  private static String batchOf(int size) {
    return "[" + String.join(",", Collections.nCopies(size, VendorsFixture.MAIL)) + "]";
  }

  private static String refused(HttpResponse<String> response, int status, String name)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode error = VendorsFixture.json(response);
    assertThat(error.path("statusCode").asInt()).isEqualTo(status);
    assertThat(error.path("name").asText()).isEqualTo(name);
    return error.path("message").asText();
  }
}
