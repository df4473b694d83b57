package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.vendors.ReceivedMail;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A fan signs up, gets a mail, confirms, and leaves again; on the packaged app, over HTTP. */
class MainJobIT {

  private static final Duration MAIL_WITHIN = Duration.ofSeconds(30);

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();
  private final String email = suite.anyAddress();

  @Test
  void fromTheFormToTheListAndOutAgain() {
    assertThat(signUp().statusCode()).isEqualTo(202);
    ReceivedMail mail = mail();
    assertThat(fan().path("status").asText()).isEqualTo("pending");

    String confirm = MailLinks.confirm(mail);
    assertThat(suite.get(confirm).body()).contains("Mira &lt;Sol&gt; &amp; Band");
    assertThat(fan().path("status").asText()).isEqualTo("pending");
    assertThat(suite.post(confirm, "application/x-www-form-urlencoded", "").statusCode())
        .isEqualTo(200);
    assertThat(fan().path("status").asText()).isEqualTo("confirmed");

    String unsubscribe = MailLinks.unsubscribe(mail);
    assertThat(suite.get(unsubscribe).statusCode()).isEqualTo(200);
    assertThat(fan().path("status").asText()).isEqualTo("confirmed");
    HttpResponse<String> gone =
        suite.post(unsubscribe, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    assertThat(gone.statusCode()).isEqualTo(200);
    assertThat(gone.body()).isEmpty();
    assertThat(fan().path("status").asText()).isEqualTo("unsubscribed");
    assertThat(fan().path("confirmedAt").asText()).isNotEmpty();

    String first = fan().path("unsubscribedAt").asText();
    assertThat(suite.post(unsubscribe, "multipart/form-data; boundary=x", "--x--").statusCode())
        .isEqualTo(200);
    assertThat(fan().path("unsubscribedAt").asText()).isEqualTo(first).isNotEmpty();
  }

  @Test
  void costsOneWriteInCosmosAndReadsThatAreKept() {
    // What the provider says of other mail costs reads of its own.
    suite.suite().vendors().resend().holdWebhooks(true);
    try {
      Map<String, Long> before = suite.operations();
      signUp();
      Map<String, Long> first = suite.operationsSince(before);
      assertThat(first.get("create fans")).isEqualTo(1);
      // The page's address, and whether it is under attack.
      assertThat(first.get("read directory")).isEqualTo(2);

      before = suite.operations();
      suite.signUp(slug, Map.of("email", suite.anyAddress(), "consent", "2026-11.en"));
      Map<String, Long> second = suite.operationsSince(before);
      assertThat(second.get("create fans")).isEqualTo(1);
      assertThat(second).doesNotContainKey("read directory");
    } finally {
      suite.suite().vendors().resend().holdWebhooks(false);
    }
  }

  @Test
  void answersTheSameWhetherTheAddressWasKnownOrNot() {
    HttpResponse<String> unknown = signUp();
    HttpResponse<String> known = signUp();

    assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
    assertThat(known.body()).isEqualTo(unknown.body());
    assertThat(known.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
    assertThat(suite.fans(slug, "").path("items")).hasSize(1);
  }

  @Test
  void worksAsAPlainFormOfThePage() {
    HttpResponse<String> page = suite.get("/a/" + slug);
    assertThat(page.body()).contains("name=\"consent\"").doesNotContain("<script");

    HttpResponse<String> thanks = form("email=" + email + "&firstName=Zo%C3%AB&consent=2026-11.en");
    assertThat(thanks.statusCode()).isEqualTo(303);
    assertThat(thanks.headers().firstValue("location")).contains("/a/" + slug + "/thanks?lang=en");
    assertThat(suite.get("/a/" + slug + "/thanks").statusCode()).isEqualTo(200);
    assertThat(fan().path("firstName").asText()).isEqualTo("Zoë");
  }

  @Test
  void givesAFormBackWithWhatWasTypedAndWhatIsWrong() {
    HttpResponse<String> again = form("email=nobody%40nowhere&firstName=%3CZo%C3%AB%3E");

    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body())
        .contains("nobody@nowhere", "&lt;Zoë")
        .contains("aria-invalid=\"true\"");
    assertThat(suite.fans(slug, "").path("items")).isEmpty();
  }

  @Test
  void isCachedByItsETag() {
    HttpResponse<String> page = suite.get("/a/" + slug);
    String etag = page.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again =
        suite.send(suite.request("/a/" + slug).header("If-None-Match", etag).GET());

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void servesTheEmbeddedFormToAnyOrigin() {
    HttpResponse<String> script = suite.get("/embed.js");
    assertThat(script.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/javascript");
    JsonNode facts = RunningSuite.read(suite.get("/api/fan-pages/" + slug).body());
    assertThat(facts.at("/consent/version").asText()).isEqualTo("2026-11.en");
    HttpResponse<String> preflight =
        suite.send(
            suite
                .request("/api/fan-pages/" + slug + "/signups")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    for (HttpResponse<String> answer :
        java.util.List.of(
            script, preflight, signUp(), suite.signUp(slug, "{"), suite.signUp("nobody", "{}"))) {
      assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }
  }

  @Test
  void sendsTheMailOnceThoughTheHostWasKilledBetweenSignUpAndMail() {
    suite.suite().killHost();
    suite.suite().restartHost(Map.of("AzureWebJobs.SendFanMail.Disabled", "true"));
    assertThat(signUp().statusCode()).isEqualTo(202);
    suite.suite().killHost();
    suite.suite().restartHost(Map.of());

    mail();
    assertThat(fan().path("status").asText()).isEqualTo("pending");
    assertThat(suite.suite().vendors().mailsTo(email)).hasSize(1);
  }

  private HttpResponse<String> signUp() {
    return suite.signUp(slug, Map.of("email", email, "consent", "2026-11.en"));
  }

  private HttpResponse<String> form(String body) {
    return suite.send(
        suite
            .request("/api/fan-pages/" + slug + "/signups")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html,application/xhtml+xml")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private ReceivedMail mail() {
    return suite.suite().vendors().awaitMail(email, mail -> true, MAIL_WITHIN);
  }

  private JsonNode fan() {
    return suite.fans(slug, "").path("items").path(0);
  }
}
