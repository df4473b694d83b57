package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {

  private static final String HOSTILE =
      "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&";

  private static final String SANDBOX =
      "allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox";

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
  void theListHasTheNewestFirst() throws Exception {
    send("fan@mail.example", "Older one");
    send("fan@mail.example", "Newer one");

    String page = page("/inbox");

    assertThat(page).containsSubsequence("Newer one", "Older one");
  }

  @Test
  void theListIsFilteredByAddress() throws Exception {
    send("a@mail.example", "For a");
    send("b@mail.example", "For b");

    assertThat(page("/inbox?to=A%40mail.example")).contains("For a").doesNotContain("For b");
    assertThat(page("/inbox?to=c%40mail.example")).contains("No mail to c@mail.example");
  }

  @Test
  void theListIsPaged() throws Exception {
    for (int i = 1; i <= InboxPages.PAGE_SIZE + 1; i++) {
      send("fan@mail.example", "Mail number " + i + ".");
    }

    assertThat(page("/inbox?to=fan%40mail.example"))
        .contains("Mail number 26.", "Mail number 2.", "Page 1 of 2, 26 mails")
        .contains("/inbox?to=fan%40mail.example&amp;page=2")
        .doesNotContain("Mail number 1.");
    assertThat(page("/inbox?page=2")).contains("Mail number 1.").doesNotContain("Mail number 2.");
    assertThat(page("/inbox?page=x")).contains("Mail number 26.");
  }

  @Test
  void theListReloadsItselfWithoutJavaScript() throws Exception {
    assertThat(page("/inbox"))
        .contains("<noscript><meta http-equiv=\"refresh\"")
        .contains("No mail yet");
  }

  @Test
  void aMailShowsItsHtmlInASandbox() throws Exception {
    String id = send("fan@mail.example", "Hi");

    assertThat(page("/inbox/" + id))
        .contains("<iframe src=\"/inbox/" + id + "/html\"")
        .contains("sandbox=\"" + SANDBOX + "\"");
  }

  @Test
  void theHtmlBodyRunsNoScriptsAndItsLinksLeaveTheFrame() throws Exception {
    String id =
        VendorsFixture.id(
            vendors.send(
                VendorsFixture.mailWith(
                    "html", "'<!doctype html><html><head><title>t</title></head><b>Hi</b>'")));

    HttpResponse<String> response = vendors.inbox("GET", "/inbox/" + id + "/html");

    assertThat(response.body())
        .isEqualTo(
            "<!doctype html><html><head><base target=\"_top\"><title>t</title></head><b>Hi</b>");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'none'")
        .contains("sandbox " + SANDBOX);
  }

  @Test
  void textAndSourceAreOneClickAway() throws Exception {
    String id =
        VendorsFixture.id(
            vendors.send(
                VendorsFixture.mailWith("headers", "{'X-Band':'Velvet'}"),
                "Idempotency-Key",
                "blast-7"));

    assertThat(page("/inbox/" + id)).contains("<pre>Hello</pre>");
    assertThat(page("/inbox/" + id + "?view=html")).contains("has no HTML");
    assertThat(page("/inbox/" + id + "?view=source")).contains("X-Band", "Velvet", "blast-7", id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?view=html", "?view=text", "?view=source"})
  void whatAMailSaysIsNeverMarkupOfThePage(String view) throws Exception {
    String id = sendHostile();

    HttpResponse<String> mail = vendors.inbox("GET", "/inbox/" + id + view);

    harmless(mail);
    assertThat(mail.body())
        .contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x")
        .contains("alert(1)&gt;&amp;");
  }

  @Test
  void theListIsNotFooledEither() throws Exception {
    sendHostile();

    harmless(vendors.inbox("GET", "/inbox"));
    HttpResponse<String> filtered =
        vendors.inbox("GET", "/inbox?to=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    harmless(filtered);
    assertThat(filtered.body()).contains("value=\"&quot;&gt;&lt;script&gt;");
  }

  @Test
  void theNoticeSaysNothingButAStatus() throws Exception {
    String id = send("fan@mail.example", "Hi");

    assertThat(page("/inbox/" + id + "?unsubscribe=%3Cb%3E"))
        .contains("The server did not answer.")
        .doesNotContain("<b>");
  }

  @Test
  void toolsGetJson() throws Exception {
    send("a@mail.example", "One");
    send("a@mail.example", "Two");
    send("b@mail.example", "Three");

    JsonNode inbox =
        VendorsFixture.json(vendors.inbox("GET", "/inbox.json?to=a%40mail.example&limit=1"));

    assertThat(inbox.path("total").asInt()).isEqualTo(2);
    assertThat(inbox.path("mails")).hasSize(1);
    assertThat(inbox.path("mails").get(0).path("subject").asText()).isEqualTo("Two");
    assertThat(inbox.path("mails").get(0).path("to").get(0).asText()).isEqualTo("a@mail.example");
  }

  @Test
  void theButtonPostsAsAMailClientDoes() throws Exception {
    List<Request> posts = new CopyOnWriteArrayList<>();
    try (LocalHttpServer list =
        LocalHttpServer.start(
            0,
            null,
            request -> {
              posts.add(request);
              return Response.empty(202);
            })) {
      String id = sendWithUnsubscribe("<mailto:u@band.example>, <" + list.uri() + "/u?t=1>");
      assertThat(page("/inbox/" + id)).contains("action=\"/inbox/" + id + "/unsubscribe\"");

      HttpResponse<String> pressed = vendors.inbox("POST", "/inbox/" + id + "/unsubscribe");

      assertThat(pressed.statusCode()).isEqualTo(303);
      String next = pressed.headers().firstValue("Location").orElseThrow();
      assertThat(page(next)).contains("The server answered 202.");
      assertThat(posts).hasSize(1);
      assertThat(posts.getFirst().method()).isEqualTo("POST");
      assertThat(posts.getFirst().path()).isEqualTo("/u");
      assertThat(posts.getFirst().text()).isEqualTo("List-Unsubscribe=One-Click");
      assertThat(posts.getFirst().header("content-type"))
          .isEqualTo("application/x-www-form-urlencoded");
    }
  }

  @Test
  void theButtonSaysWhenNobodyAnswers() throws Exception {
    LocalHttpServer gone = LocalHttpServer.start(0, null, request -> Response.empty(200));
    gone.close();
    String id = sendWithUnsubscribe("<" + gone.uri() + "/u>");

    HttpResponse<String> pressed = vendors.inbox("POST", "/inbox/" + id + "/unsubscribe");

    assertThat(pressed.headers().firstValue("Location"))
        .hasValueSatisfying(next -> assertThat(next).endsWith("?unsubscribe=none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<mailto:u@band.example>", "https://a.example/u", "<https://>", "<http:// x>"})
  void withoutAnAddressToPostToThereIsNoButton(String header) throws Exception {
    String id = sendWithUnsubscribe(header);

    assertThat(page("/inbox/" + id)).doesNotContain("Unsubscribe</button>");
    assertThat(vendors.inbox("POST", "/inbox/" + id + "/unsubscribe").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /inbox/none, 404",
    "GET, /inbox/none/html, 404",
    "GET, /inbox/none/more, 404",
    "GET, /inboxes, 404",
    "GET, /spotify, 404",
    "POST, /inbox/none/unsubscribe, 404",
    "GET, /inbox/none/unsubscribe, 405",
    "POST, /inbox, 405",
    "DELETE, /inbox/none, 405"
  })
  void whatIsNotThereIsRefused(String method, String path, int status) throws Exception {
    assertThat(vendors.inbox(method, path).statusCode()).isEqualTo(status);
  }

  private String send(String to, String subject) throws Exception {
    String mail = VendorsFixture.mailWith("html", "'<p>Hello'").replace("fan@mail.example", to);
    return VendorsFixture.id(vendors.send(mail.replace("Hi", subject)));
  }

  private String sendHostile() throws Exception {
    ObjectNode mail = (ObjectNode) new ObjectMapper().readTree(VendorsFixture.MAIL);
    mail.put("subject", HOSTILE).put("text", HOSTILE).put("html", HOSTILE);
    mail.put("from", "\"'&quot; onclick=alert(1) <news@band.example>");
    mail.putObject("headers").put("X-<script>", HOSTILE).put("List-Unsubscribe", HOSTILE);
    HttpResponse<String> response = vendors.send(mail.toString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return VendorsFixture.id(response);
  }

  private String sendWithUnsubscribe(String header) throws Exception {
    ObjectNode mail = (ObjectNode) new ObjectMapper().readTree(VendorsFixture.MAIL);
    mail.putObject("headers")
        .put("List-Unsubscribe", header)
        .put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    return VendorsFixture.id(vendors.send(mail.toString()));
  }

  private static void harmless(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<script>", "<img", "onerror=alert(1)>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe-inline");
  }

  private String page(String path) throws Exception {
    HttpResponse<String> response = vendors.inbox("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
