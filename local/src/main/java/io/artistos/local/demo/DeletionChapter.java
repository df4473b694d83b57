package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The account deleted, taken back, deleted for good, purged; the receipt verified. */
final class DeletionChapter {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Stage stage;

  DeletionChapter(Stage stage) {
    this.stage = stage;
  }

  void play() {
    stage.transcript.chapter("The account is deleted");
    String tenant = stage.get("/api/account").expect(200).json().path("tenantId").asText();
    stage.delete("/api/account", Map.of("slug", "somebody-else")).expect(422);
    stage.transcript.say("with another slug typed: refused (422)");
    stage.delete("/api/account", Map.of("slug", stage.slug)).expect(202);
    stage.transcript.count("fan page", 410, page());
    stage.transcript.count("the artist's API", 410, stage.get("/api/fans").status());
    stage.post("/api/account/restore", Map.of()).expect(200);
    stage.transcript.count("taken back: fan page", 200, page());
    JsonNode deleted = stage.delete("/api/account", Map.of("slug", stage.slug)).expect(202).json();
    Instant purgeAfter = Instant.parse(deleted.at("/deletion/purgeAfter").asText());
    stage.moveTo(purgeAfter.plus(Duration.ofDays(1)));
    receipt(tenant);
  }

  private Web.Answer asStaff(String method, String path) {
    return stage.web.send(method, stage.app.resolve(path), stage.staff(), null, new byte[0]);
  }

  private void receipt(String tenant) {
    String path = "/api/purges/" + tenant;
    stage.await(
        "the purge",
        LIMIT,
        () -> {
          Web.Answer purge = asStaff("GET", path);
          return purge.status() == 200 && purge.json().path("step").asText().equals("done");
        });
    JsonNode receipt = asStaff("GET", path).expect(200).json().path("receipt");
    receipt
        .path("removed")
        .properties()
        .forEach(
            store ->
                stage.transcript.say(
                    "removed from %s: %d", store.getKey(), store.getValue().asLong()));
    JsonNode verified = asStaff("POST", path + "/verify").expect(200).json();
    long left = 0;
    for (JsonNode store : verified.path("left")) {
      left += store.asLong();
    }
    stage.transcript.check("the receipt's signature", verified.path("signatureValid").asBoolean());
    stage.transcript.count("items left in all stores, read again", 0L, left);
    stage.transcript.check("proven", verified.path("proven").asBoolean());
  }

  private int page() {
    return stage.web.get(stage.app.resolve("/a/" + stage.slug), Map.of()).status();
  }
}
