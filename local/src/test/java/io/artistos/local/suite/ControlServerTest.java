package io.artistos.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.clock.MovableClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlServerTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");
  private static final String JSON = "application/json";

  @TempDir Path folder;
  private MovableClock clock;
  private ControlServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    clock = MovableClock.in(folder.resolve("clock"), Clock.fixed(START, ZoneOffset.UTC));
    server = new ControlServer(0, clock);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void theTimeIsShown() throws Exception {
    assertTime(send(request().GET()), "{\"now\":\"2026-11-22T10:00:00.123Z\",\"offsetSeconds\":0}");
  }

  @Test
  void itIsMovedByADuration() throws Exception {
    assertTime(
        post(JSON, "{\"by\":\"P1DT1H\"}"),
        "{\"now\":\"2026-11-23T11:00:00.123Z\",\"offsetSeconds\":90000}");
    assertThat(clock.offset()).isEqualTo(Duration.ofHours(25));
  }

  @Test
  void itIsMovedToATime() throws Exception {
    assertTime(
        post("application/json; charset=utf-8", "{\"to\":\"2026-11-22T10:01:00.123Z\"}"),
        "{\"now\":\"2026-11-22T10:01:00.123Z\",\"offsetSeconds\":60}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"by\":1}",
        "{\"by\":\"a day\"}",
        "{\"by\":\"-P1D\"}",
        "{\"by\":\"P99999999D\"}",
        "{\"to\":\"tomorrow\"}",
        "{\"to\":\"2026-11-22T10:00:00Z\"}",
        "{\"to\":\"2027-01-01T00:00:00Z\",\"by\":\"P1D\"}",
      })
  void anythingElseIsRefusedAndMovesNothing(String body) throws Exception {
    HttpResponse<String> answer = post(JSON, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(answer.body()).path("message").asText()).isNotEmpty();
    assertThat(clock.offset()).isZero();
  }

  @Test
  void aFormOfSomebodysPageMovesNothing() throws Exception {
    assertThat(post("text/plain", "{\"by\":\"P1D\"}").statusCode()).isEqualTo(415);
    assertThat(clock.offset()).isZero();
  }

  private void assertTime(HttpResponse<String> answer, String json) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(answer.body())).isEqualTo(mapper.readTree(json));
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return send(request().header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(server.uri().resolve("/clock"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
