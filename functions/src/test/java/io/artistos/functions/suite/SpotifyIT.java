package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * An artist connects Spotify through its consent page, uploads a file, and looks at the figures.
 */
class SpotifyIT {

  private static final String ARTIST =
      "https://open.spotify.com/artist/4MiraSol0nightTrains7Q?si=1";

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();
  private final HttpClient browser = HttpClient.newHttpClient();

  @Test
  void connectsPullsAndShows() throws Exception {
    HttpResponse<String> begun =
        send(
            "POST",
            "/api/spotify/connection",
            "application/json",
            RunningSuite.write(Map.of("artist", ARTIST)));
    assertThat(begun.statusCode()).isEqualTo(201);
    URI callback = consent(RunningSuite.read(begun.body()).path("authorizeUrl").asText());

    HttpResponse<String> page = browse(callback);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Spotify is connected");
    HttpResponse<String> again = browse(callback);
    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(again.body()).contains("connection request is gone").doesNotContain("has closed");

    JsonNode connection = connectionAfterPull();
    assertThat(connection.path("status").asText()).isEqualTo("connected");
    assertThat(connection.at("/lastPull/day").asText()).isNotEmpty();
    assertThat(connection.toString()).doesNotContain("oken");

    LocalDate day =
        LocalDate.ofInstant(suite.suite().clock().instant(), ZoneOffset.UTC).minusDays(2);
    String file = "\uFEFFdate,listeners,streams,followers\r\n" + day + ",10,\"1,250\",900\r\n";
    HttpResponse<String> uploaded = send("POST", "/api/performance/uploads", "text/csv", file);
    assertThat(uploaded.statusCode()).isEqualTo(200);
    assertThat(RunningSuite.read(uploaded.body()).path("stored").asInt()).isEqualTo(1);

    JsonNode streams = RunningSuite.read(get("/api/performance/series?metric=streams").body());
    assertThat(streams.at("/points/0/value").asLong()).isEqualTo(1250);
    JsonNode releases = RunningSuite.read(get("/api/performance/series?metric=releases").body());
    assertThat(releases.findValuesAsText("source")).contains("spotify-api");
    HttpResponse<String> chart = get("/api/performance/series.svg?metric=followers");
    assertThat(chart.headers().firstValue("Content-Type")).contains("image/svg+xml; charset=utf-8");
    assertThat(chart.body()).contains("<desc");

    assertThat(send("DELETE", "/api/spotify/connection?data=true", null, null).statusCode())
        .isEqualTo(204);
    assertThat(RunningSuite.read(get("/api/spotify/connection").body()).path("status").asText())
        .isEqualTo("none");
  }

  @Test
  void answersBadInputInWords() {
    assertThat(send("POST", "/api/spotify/connection", "application/json", "{\"artist\":\"x\"}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(422);
    assertThat(send("POST", "/api/performance/uploads", "text/csv", "a,b\n1,2\n"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(422);
    assertThat(send("POST", "/api/performance/uploads", "text/plain", "a,b\n1,2\n"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(415);
    assertThat(get("/api/performance/series?metric=money").statusCode()).isEqualTo(422);
    assertThat(get("/api/performance/series?metric=streams&from=2026-02-30").statusCode())
        .isEqualTo(422);
    assertThat(suite.get("/spotify/callback?state=AAAA&code=x").statusCode()).isEqualTo(410);
    assertThat(suite.get("/spotify/callback").statusCode()).isEqualTo(410);
  }

  /** Presses Agree on the consent page; gives where that leads. */
  private URI consent(String authorizeUrl) throws IOException, InterruptedException {
    URI url = URI.create(authorizeUrl);
    assertThat(browse(url).body()).contains("form");
    HttpRequest agree =
        HttpRequest.newBuilder(URI.create(authorizeUrl.replaceFirst("\\?.*", "")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    url.getRawQuery() + "&decision=agree&account=mira-sol"))
            .build();
    HttpResponse<String> redirect = browser.send(agree, HttpResponse.BodyHandlers.ofString());
    return URI.create(redirect.headers().firstValue("Location").orElseThrow());
  }

  private HttpResponse<String> browse(URI uri) throws IOException, InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(uri).header("Accept", "text/html").build();
    return browser.send(get, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode connectionAfterPull() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      JsonNode connection = RunningSuite.read(get("/api/spotify/connection").body());
      if (connection.at("/pull/state").asText().equals("done") || System.nanoTime() > end) {
        return connection;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path, null, null);
  }

  private HttpResponse<String> send(
      String method,
      String path,
      @org.jspecify.annotations.Nullable String type,
      @org.jspecify.annotations.Nullable String body) {
    HttpRequest.Builder request =
        suite
            .request(path)
            .header("Authorization", suite.asOwner(slug))
            .header("Artist-Account", slug)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    return suite.send(request);
  }
}
