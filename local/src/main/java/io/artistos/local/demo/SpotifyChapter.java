package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Spotify connected, figures pulled night after night, a file added, and charts of it all. */
final class SpotifyChapter {

  private static final String ARTIST = "4MiraSol0nightTrains7Q";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** A little after the timer of the pull. */
  private static final LocalTime NIGHT = LocalTime.of(2, 31);

  private final Stage stage;
  private final String release;
  private boolean live;
  private final int nights;

  SpotifyChapter(Stage stage, String release, int nights) {
    this.stage = stage;
    this.release = release;
    this.nights = nights;
  }

  void play() {
    stage.transcript.chapter("Spotify, night after night");
    connect();
    LocalDate first = pull();
    upload(first);
    charts(first);
    afterwards();
  }

  private void connect() {
    URI consent =
        URI.create(
            stage
                .post("/api/spotify/connection", Map.of("artist", ARTIST))
                .expect(201)
                .json()
                .path("authorizeUrl")
                .asText());
    stage.web.get(consent, Map.of()).expect(200);
    byte[] form =
        (consent.getRawQuery() + "&decision=agree&account=mira-sol")
            .getBytes(StandardCharsets.UTF_8);
    URI authorize = URI.create(consent.toString().substring(0, consent.toString().indexOf('?')));
    URI callback =
        URI.create(
            stage
                .web
                .send("POST", authorize, Map.of(), "application/x-www-form-urlencoded", form)
                .expect(303)
                .header("Location")
                .orElseThrow());
    stage.web.get(callback, Map.of()).expect(200);
    stage.web.get(callback, Map.of()).expect(410);
    stage.transcript.say("consent given; the same state a second time: refused (410)");
    stage.transcript.count("connection", "connected", connection().path("status").asText());
  }

  /** The first night's day. */
  private LocalDate pull() {
    LocalDate today = stage.now().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate first = today.plusDays(1);
    for (int night = 0; night < nights; night++) {
      LocalDate day = first.plusDays(night);
      stage.moveTo(Instant.from(day.atTime(NIGHT).atZone(ZoneOffset.UTC)));
      stage.await(
          "the pull of " + day,
          LIMIT,
          () -> connection().at("/lastPull/day").asText().equals(day.toString()));
      hearThatItIsLive();
    }
    JsonNode series = series("releases", first, first.plusDays(nights - 1L));
    stage.transcript.count("snapshots, one a night", nights, series.path("points").size());
    stage.transcript.count("gaps between them", 0, series.path("gaps").size());
    JsonNode followers = series("followers", first, first.plusDays(nights - 1L));
    long absent = 0;
    for (JsonNode point : followers.path("points")) {
      absent += point.has("value") ? 0 : 1;
    }
    stage.transcript.check(
        "followers, which development mode does not give, are not 0",
        absent == followers.path("points").size());
    return first;
  }

  private void upload(LocalDate first) {
    StringBuilder csv =
        new StringBuilder(
            "\uFEFFdate,listeners,monthly listeners,monthly active listeners,super listeners,"
                + "streams,playlist adds,saves,followers\n");
    for (int i = 0; i < nights; i++) {
      csv.append(first.plusDays(i))
          .append(",%d,4200,900,35,%d,12,31,%d\n".formatted(300 + i, 1_000 + 40 * i, 5_000 + i));
    }
    JsonNode stored = upload(csv);
    stage.transcript.count(
        "days of the audience file stored", nights, stored.path("stored").asInt());
    JsonNode again = upload(csv);
    stage.transcript.count("uploaded again: days stored", 0, again.path("stored").asInt());
    stage.transcript.count("uploaded again: unchanged", nights, again.path("unchanged").asInt());
  }

  private JsonNode upload(StringBuilder csv) {
    return stage
        .web
        .send(
            "POST",
            stage.app.resolve("/api/performance/uploads"),
            stage.owner(),
            "text/csv",
            csv.toString().getBytes(StandardCharsets.UTF_8))
        .expect(200)
        .json();
  }

  private void charts(LocalDate first) {
    try {
      Path folder = Files.createTempDirectory("artistos-charts");
      for (String metric : new String[] {"streams", "followers"}) {
        Web.Answer svg =
            stage.get(
                "/api/performance/series.svg?metric=%s&from=%s&to=%s"
                    .formatted(metric, first, first.plusDays(nights - 1L)));
        svg.expect(200);
        stage.transcript.check("chart of " + metric, svg.text().contains("<svg"));
        stage.transcript.say("%s", Files.writeString(folder.resolve(metric + ".svg"), svg.text()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before the clock moves on: after three days that mail is not worth sending any more. */
  private void hearThatItIsLive() {
    if (!live) {
      JsonNode shown = stage.get("/api/releases/" + release).expect(200).json();
      LocalDate date = LocalDate.parse(shown.path("date").asText());
      live = stage.now().isAfter(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      if (live) {
        stage.await("the release is live", LIMIT, () -> status().equals("live"));
        stage.countArtistMails("mails to the artist: the release is live", 1L, "live");
      }
    }
  }

  private String status() {
    return stage.get("/api/releases/" + release).expect(200).json().path("status").asText();
  }

  /** What else happened in these nights. */
  private void afterwards() {
    if (live) {
      stage.transcript.count("status of the release", "live", status());
    }
    web("DELETE", "/api/spotify/connection").expect(204);
    stage.transcript.count("disconnected", "none", connection().path("status").asText());
  }

  private Web.Answer web(String method, String path) {
    return stage.web.send(method, stage.app.resolve(path), stage.owner(), null, new byte[0]);
  }

  private JsonNode connection() {
    return stage.get("/api/spotify/connection").expect(200).json();
  }

  private JsonNode series(String metric, LocalDate from, LocalDate to) {
    return stage
        .get("/api/performance/series?metric=%s&from=%s&to=%s".formatted(metric, from, to))
        .expect(200)
        .json();
  }
}
