package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.vendors.ReceivedMail;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plan from asking for it to approving it; on the packaged app, with the model's stand-in. */
class PlanIT {

  private static final Duration PLAN_WITHIN = Duration.ofSeconds(30);

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();
  private final String title = "Song " + UUID.randomUUID();
  private final String path = "/api/releases/" + newRelease() + "/plan";

  @Test
  void aPlanIsAskedForEditedAndApproved() {
    assertThat(call("GET", path, "", null).statusCode()).isEqualTo(404);
    HttpResponse<String> asked = call("POST", path, "", null);
    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(asked.headers().firstValue("retry-after")).isPresent();
    String operation = asked.headers().firstValue("location").orElseThrow();
    assertThat(read(call("GET", operation, "", null)).path("status").asText())
        .isIn("pending", "running", "succeeded");

    suite
        .suite()
        .vendors()
        .awaitMail(
            "artist@" + slug + ".example",
            mail -> String.valueOf(mail.subject()).contains(title),
            PLAN_WITHIN);
    JsonNode done = read(call("GET", operation, "", null));
    assertThat(done.path("status").asText()).isEqualTo("succeeded");
    assertThat(done.path("result").asText()).isEqualTo(path);

    HttpResponse<String> draft = call("GET", path, "", null);
    assertThat(read(draft).path("status").asText()).isEqualTo("draft");
    assertThat(read(draft).path("source").asText()).isEqualTo("model");
    String etag = draft.headers().firstValue("etag").orElseThrow();

    String edited = withoutLast(read(draft));
    HttpResponse<String> changed = call("PUT", path, edited, etag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(call("PUT", path, edited, etag).statusCode()).isEqualTo(412);
    String newer = changed.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> approved = call("POST", path + "/approve", "", newer);
    assertThat(read(approved).path("status").asText()).isEqualTo("approved");
    assertThat(call("POST", path + "/approve", "", newer).body()).isEqualTo(approved.body());
  }

  @Test
  void theDaysActionsComeOnceByMailInTheMorning() {
    call("POST", path, "", null);
    awaitMail("waits for you", PLAN_WITHIN);
    JsonNode plan = read(call("POST", path + "/approve", "", null));
    LocalDate day = LocalDate.parse(plan.at("/actions/0/date").asText());
    suite.suite().clock().moveTo(day.atTime(8, 1).atZone(ZoneId.of("Europe/London")).toInstant());

    runDailyActions();
    runDailyActions();

    ReceivedMail mail = awaitMail("Today: ", PLAN_WITHIN);
    assertThat(mail.html()).contains(plan.at("/actions/0/text").asText().substring(0, 20));
    assertThat(suite.suite().vendors().mailsTo("artist@" + slug + ".example"))
        .filteredOn(another -> isOurs(another, "Today: "))
        .hasSize(1);
  }

  private ReceivedMail awaitMail(String subject, Duration within) {
    return suite
        .suite()
        .vendors()
        .awaitMail("artist@" + slug + ".example", mail -> isOurs(mail, subject), within);
  }

  private boolean isOurs(ReceivedMail mail, String subject) {
    return String.valueOf(mail.subject()).contains(subject)
        && String.valueOf(mail.html()).contains(title);
  }

  /** The timer would come within a quarter of an hour. */
  private void runDailyActions() {
    HttpRequest.Builder request =
        suite
            .request("/admin/functions/DailyActions")
            .header("x-functions-key", suite.suite().masterKey())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"input\":\"\"}"));
    assertThat(suite.send(request).statusCode()).isEqualTo(202);
  }

  @Test
  void nobodyElsesReleaseHasAPlan() {
    String other = suite.newArtist();
    assertThat(call(other, "POST", path, "", null).statusCode()).isEqualTo(404);
    assertThat(call(other, "GET", path, "", null).statusCode()).isEqualTo(404);
    assertThat(call("GET", "/api/operations/account", "", null).statusCode()).isEqualTo(404);
  }

  private static String withoutLast(JsonNode plan) {
    ArrayNode actions = (ArrayNode) plan.path("actions");
    actions.remove(actions.size() - 1);
    ((ObjectNode) actions.get(0)).put("title", "Do this first");
    return RunningSuite.write(Map.of("actions", actions));
  }

  private String newRelease() {
    LocalDate day =
        LocalDate.ofInstant(suite.suite().clock().instant(), ZoneOffset.UTC).plusDays(40);
    Map<String, Object> release =
        Map.of("title", title, "genre", "Indie", "moods", List.of("warm"), "date", day.toString());
    HttpResponse<String> created = call("POST", "/api/releases", RunningSuite.write(release), null);
    assertThat(created.statusCode()).isEqualTo(201);
    return read(created).path("id").asText();
  }

  private HttpResponse<String> call(
      String method, String where, String body, @Nullable String ifMatch) {
    return call(slug, method, where, body, ifMatch);
  }

  private HttpResponse<String> call(
      String artist, String method, String where, String body, @Nullable String ifMatch) {
    HttpRequest.Builder request =
        suite
            .request(where)
            .header("Authorization", suite.asOwner(artist))
            .header("Artist-Account", artist);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return suite.send(
        request.method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JsonNode read(HttpResponse<String> response) {
    return RunningSuite.read(response.body());
  }
}
