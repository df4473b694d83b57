package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A blast to the confirmed fans of two countries, and what becomes of it. */
final class BlastChapter {

  private static final List<String> COUNTRIES = List.of("DE", "GB");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final byte[] ONE_CLICK =
      "List-Unsubscribe=One-Click".getBytes(StandardCharsets.UTF_8);

  private final Stage stage;
  private final List<Crowd.Person> audience;

  BlastChapter(Stage stage, Crowd crowd) {
    this.stage = stage;
    this.audience = crowd.confirmedIn(COUNTRIES);
  }

  void play() {
    stage.transcript.chapter("A blast to " + String.join(" and ", COUNTRIES));
    stage.post("/api/blasts", draft("Hello {{fristName}}")).expect(422);
    stage.transcript.say("a merge field with a typo: refused when saved (422)");
    String id = create("{{firstName|friend}}, Night Trains is nearly here");
    preflight(id, audience.size());
    stage.post("/api/blasts/" + id + "/test", Map.of("email", stage.artistAddress())).expect(204);
    send(id);
    outcomes(id);
    leave();
    String second = create("One more thing");
    preflight(second, with(Crowd.Fate.READS));
  }

  private String create(String subject) {
    return stage.post("/api/blasts", draft(subject)).expect(201).json().path("id").asText();
  }

  private static Map<String, Object> draft(String subject) {
    return Map.of(
        "subject",
        subject,
        "body",
        """
            ## It leaves at midnight

            Dear {{firstName|friend}} in {{city|your town}}, the **new single** is out this week.

            [Listen to a minute of it](https://music.example/night-trains)
            """,
        "segment",
        Map.of("countries", COUNTRIES));
  }

  private void preflight(String id, long fans) {
    JsonNode check = stage.get("/api/blasts/" + id + "/preflight").expect(200).json();
    stage.transcript.count("fans it would go to", fans, check.path("fans").asLong());
    stage.transcript.count("problems", 0, check.path("problems").size());
  }

  private void send(String id) {
    String path = "/api/blasts/" + id + "/send";
    Map<String, String> once = stage.owner("Idempotency-Key", "send-" + id);
    stage.web.json("POST", stage.app.resolve(path), once, Map.of()).expect(202);
    stage.web.json("POST", stage.app.resolve(path), once, Map.of()).expect(202);
    stage.await(
        "the blast and its webhooks",
        LIMIT,
        () -> {
          JsonNode progress = progress(id);
          return progress.path("status").asText().equals("sent")
              && progress.path("planned").asLong() == 0
              && progress.path("sent").asLong() == 0
              && progress.path("complained").asLong() == with(Crowd.Fate.COMPLAINS);
        });
  }

  private void outcomes(String id) {
    JsonNode progress = progress(id);
    long bounced = with(Crowd.Fate.BOUNCES);
    long complained = with(Crowd.Fate.COMPLAINS);
    stage.transcript.count(
        "delivered", audience.size() - bounced - complained, progress.path("delivered").asLong());
    stage.transcript.count("bounced", bounced, progress.path("bounced").asLong());
    stage.transcript.count("complained", complained, progress.path("complained").asLong());
    stage.transcript.count(
        "skipped, unknown or parked",
        0L,
        progress.path("skipped").asLong()
            + progress.path("unknown").asLong()
            + progress.path("parked").asLong());
    long accepted =
        stage
            .web
            .get(stage.vendors.resolve("/control/resend/counts?tag=blast"), Map.of())
            .expect(200)
            .json()
            .path("tags")
            .path(id)
            .asLong();
    stage.transcript.count("mails by the provider's own record", (long) audience.size(), accepted);
  }

  /** By the mail client's button (RFC 8058). */
  private void leave() {
    long left = 0;
    for (Crowd.Person person : audience) {
      if (person.fate() == Crowd.Fate.LEAVES) {
        String header = stage.mailsTo(person.email(), 1).at("/0/headers/List-Unsubscribe").asText();
        URI link = URI.create(header.substring(1, header.indexOf('>')));
        stage
            .web
            .send("POST", link, Map.of(), "application/x-www-form-urlencoded", ONE_CLICK)
            .expect(200);
        left++;
      }
    }
    List<JsonNode> fans = stage.list("/api/fans");
    stage.transcript.count("left by one click", left, count(fans, "unsubscribed"));
    stage.transcript.count(
        "suppressed after bounce or complaint",
        with(Crowd.Fate.BOUNCES) + with(Crowd.Fate.COMPLAINS),
        count(fans, "suppressed"));
  }

  private JsonNode progress(String id) {
    return stage.get("/api/blasts/" + id + "/progress").expect(200).json();
  }

  private long with(Crowd.Fate fate) {
    return audience.stream().filter(person -> person.fate() == fate).count();
  }

  private static long count(List<JsonNode> fans, String status) {
    return fans.stream().filter(fan -> fan.path("status").asText().equals(status)).count();
  }
}
