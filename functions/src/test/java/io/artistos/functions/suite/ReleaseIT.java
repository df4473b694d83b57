package io.artistos.functions.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A release from its first draft to the mail that says that it is live. */
class ReleaseIT {

  private static final byte[] WAV = Arrays.copyOf("RIFF....WAVEfmt ".getBytes(US_ASCII), 100_000);

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();

  @Test
  void aReleaseWithItsAudioGoesLiveByItself() throws Exception {
    HttpResponse<String> created =
        call("POST", "/api/releases", release("2027-01-01"), Map.of("Idempotency-Key", "first"));
    assertThat(created.statusCode()).isEqualTo(201);
    String id = RunningSuite.read(created.body()).path("id").asText();
    assertThat(
            RunningSuite.read(
                    call(
                            "POST",
                            "/api/releases",
                            release("2027-01-01"),
                            Map.of("Idempotency-Key", "first"))
                        .body())
                .path("id")
                .asText())
        .isEqualTo(id);
    String path = "/api/releases/" + id;

    String mediaId = upload(path);
    JsonNode ready =
        RunningSuite.read(
            expect(200, call("POST", path + "/media/" + mediaId + "/complete", null, Map.of())));
    assertThat(ready.path("state").asText()).isEqualTo("ready");
    assertThat(storage(HttpRequest.newBuilder(URI.create(ready.path("url").asText())), true))
        .isEqualTo(200);

    assertThat(call("PUT", path, release(null), Map.of("If-Match", "\"old\"")).statusCode())
        .isEqualTo(412);
    String today = LocalDate.ofInstant(suite.suite().clock().instant(), ZoneOffset.UTC).toString();
    String etag = created.headers().firstValue("etag").orElseThrow();
    expect(200, call("PUT", path, release(today), Map.of("If-Match", etag)));
    expect(200, call("POST", path + "/schedule", null, Map.of()));
    goLive();

    suite
        .suite()
        .vendors()
        .awaitMail(
            "artist@" + slug + ".example",
            mail -> String.valueOf(mail.subject()).contains(title()),
            Duration.ofSeconds(20));
    JsonNode live = RunningSuite.read(expect(200, call("GET", path, null, Map.of())));
    assertThat(live.path("status").asText()).isEqualTo("live");
    assertThat(live.path("media")).hasSize(1);
    assertThat(call("DELETE", path, null, Map.of()).statusCode()).isEqualTo(409);
    JsonNode list = RunningSuite.read(expect(200, call("GET", "/api/releases", null, Map.of())));
    assertThat(list.path("items")).hasSize(1);
  }

  @Test
  void saysWhatIsWrongAndStoresNothing() {
    HttpResponse<String> refused =
        call("POST", "/api/releases", Map.of("date", "soon", "moods", "calm"), Map.of());

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(RunningSuite.read(refused.body()).path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("title", "date", "moods");
    assertThat(
            RunningSuite.read(expect(200, call("GET", "/api/releases", null, Map.of())))
                .path("items"))
        .isEmpty();
  }

  @Test
  void deletesADraftWithItsMedia() throws Exception {
    String id =
        RunningSuite.read(
                expect(201, call("POST", "/api/releases", release("2027-01-01"), Map.of())))
            .path("id")
            .asText();
    upload("/api/releases/" + id);

    expect(204, call("DELETE", "/api/releases/" + id, null, Map.of()));

    expect(404, call("GET", "/api/releases/" + id, null, Map.of()));
  }

  /** Announces, as a browser on the app's own page would upload, and gives the id. */
  private String upload(String path) throws Exception {
    JsonNode upload =
        RunningSuite.read(
            expect(
                201,
                call(
                    "POST",
                    path + "/media",
                    Map.of("kind", "audio", "contentType", "audio/wav", "bytes", WAV.length),
                    Map.of())));
    URI address = URI.create(upload.path("uploadUrl").asText());
    HttpRequest.Builder preflight =
        HttpRequest.newBuilder(address)
            .header("Origin", suite.suite().publicUrl().toString())
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "content-type,x-ms-blob-type")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    assertThat(storage(preflight, false)).isEqualTo(200);
    HttpRequest.Builder put =
        HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofByteArray(WAV));
    upload.path("headers").properties().forEach(h -> put.header(h.getKey(), h.getValue().asText()));
    assertThat(storage(put, false)).isEqualTo(201);
    return upload.path("mediaId").asText();
  }

  /** The timer would come within a minute. */
  private void goLive() {
    expect(
        202,
        suite.send(
            suite
                .request("/admin/functions/ReleaseGoLive")
                .header("x-functions-key", suite.suite().masterKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"input\":\"\"}"))));
  }

  private int storage(HttpRequest.Builder request, boolean wholeFile)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(suite.suite().sslContext()).build()) {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (wholeFile) {
        assertThat(answer.body()).isEqualTo(WAV);
      }
      return answer.statusCode();
    }
  }

  private Map<String, Object> release(@org.jspecify.annotations.Nullable String date) {
    Map<String, Object> fields =
        new java.util.HashMap<>(
            Map.of(
                "title",
                title(),
                "timeZone",
                "UTC",
                "moods",
                List.of("calm"),
                "collaborators",
                List.of(
                    Map.of("name", "Mira", "role", "artist", "share", 66.67),
                    Map.of("name", "Sol", "role", "drums", "share", 33.33))));
    Optional.ofNullable(date).ifPresent(day -> fields.put("date", day));
    return fields;
  }

  /** One that no other test uses. */
  private String title() {
    return "Harbour Lights " + slug;
  }

  private HttpResponse<String> call(
      String method,
      String path,
      @org.jspecify.annotations.Nullable Object body,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        suite
            .request(path)
            .header("Authorization", suite.asOwner(slug))
            .header("Artist-Account", slug)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(RunningSuite.write(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    return suite.send(request);
  }

  private static String expect(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
