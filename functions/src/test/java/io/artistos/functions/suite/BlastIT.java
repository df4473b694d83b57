package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.vendors.ReceivedMail;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fans sign up and confirm, get a blast, bounce, leave; on the packaged app, over HTTP. */
class BlastIT {

  /** Addresses of documentation have no country, so the network of two providers stands in. */
  private static final Map<String, String> CLIENTS = Map.of("DE", "91.0.0.1", "FR", "90.0.0.1");

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+(/\\S+\\?t=[\\w-]+)");

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();

  @Test
  void reachesTheConfirmedFansOfTwoCountriesAndNobodyWhoLeft() {
    String german = confirmed(suite.anyAddress(), "DE");
    String french = confirmed(suite.anyAddress(), "FR");
    String bouncing = "bounced+" + suite.anyAddress();
    suite.signUp(slug, Map.of("email", bouncing, "consent", "2026-11.en"));
    String elsewhere = confirmed(suite.anyAddress(), null);
    String pending = suite.anyAddress();
    suite.signUp(slug, Map.of("email", pending, "consent", "2026-11.en"));

    // The confirmation bounced already: who never gets mail again gets no blast.
    awaitStatus(bouncing, "suppressed");

    String first = blast("First");
    assertThat(call("GET", "/api/blasts/" + first + "/preflight", null).path("fans").asInt())
        .isEqualTo(2);
    call("POST", "/api/blasts/" + first + "/send", "{}");
    ReceivedMail mail = blastMail(german, "First");
    blastMail(french, "First");
    JsonNode progress = await(first, p -> p.path("delivered").asInt() == 2);
    assertThat(progress.path("fans").asInt()).isEqualTo(2);
    assertThat(suite.suite().vendors().mailsTo(elsewhere)).hasSize(1);

    HttpResponse<String> left =
        suite.post(
            path(mail.header("List-Unsubscribe")),
            "application/x-www-form-urlencoded",
            "List-Unsubscribe=One-Click");
    assertThat(left.statusCode()).isEqualTo(200);
    assertThat(status(german)).isEqualTo("unsubscribed");

    String second = blast("Second");
    call("POST", "/api/blasts/" + second + "/send", "{}");
    blastMail(french, "Second");
    await(second, p -> p.path("delivered").asInt() == 1);
    assertThat(suite.suite().vendors().mailsTo(german))
        .noneMatch(each -> each.subject().startsWith("Second"));
    assertThat(suite.suite().vendors().mailsTo(pending)).hasSize(1);
  }

  @Test
  void keepsDraftsOfOthersAndWrongVersionsOut() {
    String mine = blast("Mine");
    String other = suite.newArtist();

    assertThat(send("GET", "/api/blasts/" + mine, null, other, Map.of()).statusCode())
        .isEqualTo(404);
    HttpResponse<String> got = send("GET", "/api/blasts/" + mine, null, slug, Map.of());
    String etag = got.headers().firstValue("etag").orElseThrow();
    String body = RunningSuite.write(Map.of("subject", "New", "body", "b"));
    String path = "/api/blasts/" + mine;
    assertThat(send("PUT", path, body, slug, Map.of("If-Match", etag)).statusCode()).isEqualTo(200);
    assertThat(send("PUT", path, body, slug, Map.of("If-Match", etag)).statusCode()).isEqualTo(412);
    assertThat(send("DELETE", path, null, slug, Map.of()).statusCode()).isEqualTo(204);
    assertThat(send("GET", path, null, slug, Map.of()).statusCode()).isEqualTo(404);
    HttpResponse<String> bad =
        send("POST", "/api/blasts", "{\"body\":\"{{city}}\"}", slug, Map.of());
    assertThat(bad.statusCode()).isEqualTo(422);
    assertThat(bad.body()).contains("missing-fallback", "Line 1, column 1");
  }

  @Test
  void sendsATestToAnAddressThatIsNotKept() {
    String to = suite.anyAddress();
    String blast = blast("Try");

    call("POST", "/api/blasts/" + blast + "/test", RunningSuite.write(Map.of("email", to)));

    ReceivedMail mail = suite.suite().vendors().awaitMail(to, m -> true, LIMIT);
    assertThat(mail.subject()).isEqualTo("[Test] Try for you");
    assertThat(suite.fans(slug, "").path("items")).isEmpty();
  }

  @Test
  void refusesEventsThatAreNotSigned() {
    HttpResponse<String> refused = suite.post("/webhooks/resend", "application/json", "{}");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("unauthenticated");
  }

  private String blast(String subject) {
    Map<String, ?> draft =
        Map.of(
            "subject",
            subject + " for {{firstName|you}}",
            "body",
            "Hello {{firstName|friend}}",
            "segment",
            Map.of("countries", List.of("DE", "FR")));
    return call("POST", "/api/blasts", RunningSuite.write(draft)).path("id").asText();
  }

  private String confirmed(String email, @Nullable String country) {
    HttpRequest.Builder signUp =
        suite
            .request("/api/fan-pages/" + slug + "/signups")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    RunningSuite.write(Map.of("email", email, "consent", "2026-11.en"))));
    if (country != null) {
      signUp.header("X-Local-Peer", CLIENTS.getOrDefault(country, ""));
    }
    assertThat(suite.send(signUp).statusCode()).isEqualTo(202);
    ReceivedMail mail = suite.suite().vendors().awaitMail(email, m -> true, LIMIT);
    Matcher link = LINK.matcher(String.valueOf(mail.text()));
    assertThat(link.find()).isTrue();
    assertThat(suite.post(link.group(1), "application/x-www-form-urlencoded", "").statusCode())
        .isEqualTo(200);
    return email;
  }

  private ReceivedMail blastMail(String to, String subject) {
    return suite.suite().vendors().awaitMail(to, mail -> mail.subject().startsWith(subject), LIMIT);
  }

  private JsonNode await(String blast, Predicate<JsonNode> wanted) {
    Instant end = Instant.now().plus(LIMIT);
    @Nullable JsonNode progress = null;
    while (Instant.now().isBefore(end)) {
      progress = call("GET", "/api/blasts/" + blast + "/progress", null);
      if (wanted.test(progress)) {
        return progress;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("not in time: " + progress);
  }

  private void awaitStatus(String email, String wanted) {
    Instant end = Instant.now().plus(LIMIT);
    while (!status(email).equals(wanted)) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private String status(String email) {
    for (JsonNode fan : suite.fans(slug, "").path("items")) {
      if (fan.path("email").asText().equals(email)) {
        return fan.path("status").asText();
      }
    }
    throw new AssertionError("no such fan");
  }

  private static String path(@Nullable String header) {
    Matcher link = LINK.matcher(String.valueOf(header));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    HttpResponse<String> answer = send(method, path, body, slug, Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return RunningSuite.read(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private HttpResponse<String> send(
      String method,
      String path,
      @Nullable String body,
      String artist,
      Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", suite.asOwner(artist));
    all.put("Artist-Account", artist);
    all.put("Content-Type", "application/json");
    HttpRequest.Builder request =
        suite
            .request(path)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    all.forEach(request::header);
    return suite.send(request);
  }
}
