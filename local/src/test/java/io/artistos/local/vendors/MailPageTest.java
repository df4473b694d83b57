package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailPageTest {

  private static final Pattern REQUEST =
      Pattern.compile("<h2>Request</h2><pre>(.*?)</pre>", Pattern.DOTALL);

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

  @ParameterizedTest
  @CsvSource({
    "fan@mail.example, Delivered, delivered",
    "bounced+1@mail.example, 'Bounced, for good', bounced",
    "softbounced+1@mail.example, 'Bounced, for now: the mailbox is full', bounced",
    "complained+1@mail.example, 'Delivered, and reported as spam', complained",
    "suppressed@resend.dev, Not sent: an earlier mail bounced, suppressed"
  })
  void aMailSaysWhatBecameOfIt(String to, String words, String lastEvent) throws Exception {
    String id = send(VendorsFixture.MAIL.replace("fan@mail.example", to));

    assertThat(page("/inbox/" + id)).contains("<dt>Fate</dt><dd>" + words + "</dd>");
    JsonNode inbox = VendorsFixture.json(vendors.inbox("GET", "/inbox.json"));
    assertThat(inbox.at("/mails/0/lastEvent").asText()).isEqualTo(lastEvent);
  }

  @ParameterizedTest
  @CsvSource({
    "bounced+1@mail.example, Not sent: an earlier mail bounced",
    "complained+1@mail.example, Not sent: an earlier mail was reported as spam"
  })
  void theNextMailSaysWhyItWasNotSent(String to, String words) throws Exception {
    String mail = VendorsFixture.MAIL.replace("fan@mail.example", to);
    send(mail);

    assertThat(page("/inbox/" + send(mail))).contains("<dt>Fate</dt><dd>" + words + "</dd>");
  }

  @Test
  void theSourceHasTheRequestAsResendTakesIt() throws Exception {
    ObjectNode mail = (ObjectNode) new ObjectMapper().readTree(VendorsFixture.MAIL);
    mail.putArray("to").add("Fan <fan@mail.example>").add("b@mail.example");
    mail.putArray("reply_to").add("band@band.example");
    mail.put("html", "<p title=\"a & b\">Hello</p>");
    mail.putObject("headers").put("X-Band", "Velvet");
    mail.putArray("tags").addObject().put("name", "kind").put("value", "blast");
    String id = send(mail.toString());

    Matcher request = REQUEST.matcher(page("/inbox/" + id + "?view=source"));

    assertThat(request.find()).isTrue();
    String json =
        request.group(1).replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    assertThat(new ObjectMapper().readTree(json.replace("&amp;", "&"))).isEqualTo(mail);
  }

  @Test
  void aRecipientLeadsToAllTheirMail() throws Exception {
    String id = send(VendorsFixture.MAIL.replace("fan@mail.example", "Fan+1 <Fan+1@mail.example>"));

    assertThat(page("/inbox/" + id)).contains("<a href=\"/inbox?to=fan%2B1%40mail.example\">");
    assertThat(page("/inbox?to=fan%2B1%40mail.example")).contains("/inbox/" + id);
  }

  private String send(String mail) throws Exception {
    HttpResponse<String> response = vendors.send(mail);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return VendorsFixture.id(response);
  }

  private String page(String path) throws Exception {
    HttpResponse<String> response = vendors.inbox("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
