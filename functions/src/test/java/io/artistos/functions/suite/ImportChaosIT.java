package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list of fans while the host that imports and exports it is killed at random. */
class ImportChaosIT {

  private static final int ROWS = Chaos.number("rows", 2_000);
  private static final int KILLS = Chaos.number("kills", 3);
  private static final int REPEATED = 50;

  /** Longer than a job may stand still. */
  private static final Duration MOVE = Duration.ofMinutes(3);

  private final RunningSuite suite = RunningSuite.get();
  private final ArtistApi artist = new ArtistApi(suite, suite.newArtist());
  private final Chaos chaos = new Chaos(suite, this::steps, MOVE);

  @Test
  void everyRowIsOneFanAndCountedOnceWhereverTheHostIsKilled() {
    String id = uploaded();
    String path = "/api/fans/imports/" + id;
    artist.call("POST", path + "/check", "");
    chaos.goOnUntil(() -> phase(path).equals("checked"));
    chaos.countFromHere();
    artist.call("POST", path + "/run", "");
    for (int kill = 0; kill < KILLS; kill++) {
      chaos.killWithin(ROWS / KILLS, Map.of(), () -> isOver(path));
    }
    chaos.goOnUntil(() -> isOver(path));

    JsonNode done = artist.call("GET", path, "");
    long known = REPEATED;
    long created = ROWS - known;
    assertThat(done.path("status").asText()).as("seed %d", chaos.seed()).isEqualTo("succeeded");
    assertThat(done.at("/counts/rows").asLong()).as("seed %d", chaos.seed()).isEqualTo(ROWS);
    assertThat(done.at("/counts/created").asLong()).as("seed %d", chaos.seed()).isEqualTo(created);
    assertThat(done.at("/counts/known").asLong()).as("seed %d", chaos.seed()).isEqualTo(known);
    assertThat(lines(done.path("reportUrl").asText())).hasSize(ROWS + 1);

    chaos.countFromHere();
    String export = artist.call("POST", "/api/fans/exports", "{}").path("id").asText();
    String where = "/api/fans/exports/" + export;
    suite.suite().killHost();
    suite.suite().restartHost(Map.of());
    suite.suite().clock().moveBy(MOVE);
    chaos.goOnUntil(() -> isOver(where));
    JsonNode exported = artist.call("GET", where, "");
    assertThat(exported.at("/counts/fans").asLong()).isEqualTo(created);
    assertThat(lines(exported.path("downloadUrl").asText()))
        .hasSize((int) created + 1)
        .doesNotHaveDuplicates();
    Chaos.report(
        "import: %d rows, %d kills, clock moved %d times; %d fans, %d rows repeated (seed %d)"
            .formatted(ROWS, chaos.kills(), chaos.moves(), created, known, chaos.seed()));
  }

  @AfterEach
  void allIsWellAgain() {
    suite.suite().killHost();
    suite.suite().restartHost(Map.of());
  }

  private String uploaded() {
    StringBuilder list = new StringBuilder("email,first_name,created_at\n");
    for (int i = 0; i < ROWS; i++) {
      int fan = i < ROWS - REPEATED ? i : i - (ROWS - REPEATED);
      list.append("fan").append(fan).append("@chaos.example,Fan,2024-01-02\n");
    }
    byte[] bytes = list.toString().getBytes(StandardCharsets.UTF_8);
    JsonNode announced =
        artist.call(
            "POST",
            "/api/fans/imports",
            "{\"bytes\":%d,\"source\":\"chaos\",\"statement\":\"import-2026-11.en\"}"
                .formatted(bytes.length));
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(announced.path("uploadUrl").asText()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
    announced
        .path("uploadHeaders")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    assertThat(suite.send(put).statusCode()).isEqualTo(201);
    return announced.path("id").asText();
  }

  /** Fans written, and jobs moved on. */
  private long steps() {
    Map<String, Long> operations = suite.operations();
    return operations.getOrDefault("create fans", 0L)
        + operations.getOrDefault("replace accounts", 0L);
  }

  private String phase(String path) {
    return artist.call("GET", path, "").path("phase").asText();
  }

  private boolean isOver(String path) {
    return !artist.call("GET", path, "").path("status").asText().equals("running");
  }

  private List<String> lines(String url) {
    HttpResponse<String> file = suite.send(HttpRequest.newBuilder(URI.create(url)).GET());
    return file.body().lines().toList();
  }
}
