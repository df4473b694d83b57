package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A release with its files, and the plan for it: generated, edited, approved. */
final class ReleaseChapter {

  private static final int DAYS_AHEAD = 5;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Stage stage;

  ReleaseChapter(Stage stage) {
    this.stage = stage;
  }

  /** The release's id. */
  String play() {
    stage.transcript.chapter("A release and its plan");
    String id = create();
    upload(id, "audio", "audio/wav", MediaFiles.tone());
    upload(id, "artwork", "image/png", MediaFiles.picture());
    refuseALiar(id);
    stage.post("/api/releases/" + id + "/schedule", Map.of()).expect(200);
    JsonNode release = stage.get("/api/releases/" + id).expect(200).json();
    stage.transcript.count("status of the release", "scheduled", release.path("status").asText());
    stage.transcript.count("files checked and kept", 2L, ready(release));
    plan(id);
    return id;
  }

  private String create() {
    Map<String, Object> release =
        Map.of(
            "title",
            "Night Trains",
            "genre",
            "Indie Folk",
            "moods",
            List.of("warm", "restless"),
            "date",
            stage.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD).toString(),
            "timeZone",
            "Europe/Berlin",
            "collaborators",
            List.of(
                Map.of("name", "Mira Sol", "role", "artist", "share", 66.67),
                Map.of("name", "Jo Reed", "role", "producer", "share", 33.33)));
    return stage.post("/api/releases", release).expect(201).json().path("id").asText();
  }

  private void upload(String release, String kind, String type, byte[] file) {
    String media = put(release, kind, type, file);
    JsonNode complete =
        stage
            .post("/api/releases/" + release + "/media/" + media + "/complete", Map.of())
            .expect(200)
            .json();
    stage.transcript.say(
        "%s: %d bytes, SHA-256 %s…",
        kind, complete.path("bytes").asLong(), complete.path("sha256").asText().substring(0, 12));
  }

  private void refuseALiar(String release) {
    byte[] text = "this is no music".getBytes(StandardCharsets.UTF_8);
    String media = put(release, "audio", "audio/flac", text);
    stage.post("/api/releases/" + release + "/media/" + media + "/complete", Map.of()).expect(422);
    stage.transcript.say("a text that says it is FLAC: refused");
  }

  private String put(String release, String kind, String type, byte[] file) {
    JsonNode upload =
        stage
            .post(
                "/api/releases/" + release + "/media",
                Map.of("kind", kind, "contentType", type, "bytes", file.length))
            .expect(201)
            .json();
    Map<String, String> headers = new HashMap<>();
    upload
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    stage
        .web
        .send("PUT", URI.create(upload.path("uploadUrl").asText()), headers, null, file)
        .expect(201);
    return upload.path("mediaId").asText();
  }

  private static long ready(JsonNode release) {
    long ready = 0;
    for (JsonNode media : release.path("media")) {
      ready += media.path("state").asText().equals("ready") ? 1 : 0;
    }
    return ready;
  }

  private void plan(String release) {
    Web.Answer accepted = stage.post("/api/releases/" + release + "/plan", Map.of()).expect(202);
    String operation = accepted.header("Location").orElseThrow();
    stage.await(
        "the plan",
        LIMIT,
        () -> !stage.get(operation).json().path("status").asText().matches("pending|running"));
    stage.transcript.count(
        "generating the plan",
        "succeeded",
        stage.get(operation).expect(200).json().path("status").asText());
    stage.countArtistMails("mails to the artist: a plan waits for approval", 1L, "plan");
    String path = "/api/releases/" + release + "/plan";
    Web.Answer shown = stage.get(path).expect(200);
    JsonNode plan = shown.json();
    stage.transcript.say(
        "%d actions, words from the %s", plan.path("actions").size(), plan.path("source").asText());
    stage.transcript.check("the plan has actions", plan.path("actions").size() > 0);
    edit(path, shown);
    String version = stage.get(path).expect(200).header("ETag").orElseThrow();
    stage
        .web
        .json(
            "POST",
            stage.app.resolve(path + "/approve"),
            stage.owner("If-Match", version),
            Map.of())
        .expect(200);
    stage.transcript.count(
        "status of the plan", "approved", stage.get(path).json().path("status").asText());
  }

  private void edit(String path, Web.Answer shown) {
    JsonNode actions = shown.json().path("actions");
    ((ObjectNode) actions.path(0)).put("title", "Post the cover, with the story behind it");
    String version = shown.header("ETag").orElseThrow();
    put(path, version, actions).expect(200);
    put(path, version, actions).expect(412);
    stage.transcript.say("edited; a second edit of the same version is refused (412)");
  }

  private Web.Answer put(String path, String version, JsonNode actions) {
    return stage.web.json(
        "PUT",
        stage.app.resolve(path),
        stage.owner("If-Match", version),
        Map.of("actions", actions));
  }
}
