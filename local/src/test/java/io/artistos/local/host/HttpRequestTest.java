package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Java sees of a request (contracts 4.5 and 4.6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRequestTest {

  private FunctionsHost host;
  private Caller caller;

  @BeforeAll
  void start(@TempDir Path folder) {
    host =
        new PackedApp(folder)
            .http("Echo", "echo/{x?}", "echo")
            .http("Bytes", "bytes", "bytes")
            .http("Text", "text", "text")
            .http("Plain", "plain", "plain")
            .http("Named", "named/{id?}", "named")
            .http("Maps", "maps", "maps")
            .http("Song", "song", "song")
            .http("Number", "number", "number")
            .setting("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "1000")
            .start();
    caller = Caller.of(host);
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @Test
  void headerNamesAreInLowerCaseAndSeveralValuesAreJoined() {
    assertThat(caller.get("/api/echo", "X-One", "a", "X-One", "b", "X-Two", "C").body())
        .contains("header x-one: a,b\n", "header x-two: C\n");
  }

  @Test
  void emptyQueryValuesAreDroppedAndRepeatedOnesJoined() {
    assertThat(caller.get("/api/echo?a=&b=1&b=2&c=x%20y+z&d").body())
        .contains("query: {b=1,2, c=x y z}\n");
  }

  @Test
  void theUriIsBuiltFromHostAndForwardedProto() {
    String authority = host.uri().getAuthority();

    assertThat(caller.get("/api/Echo/a%20b?q=%C3%A9").body())
        .contains("uri: http://" + authority + "/api/Echo/a%20b?q=%C3%A9\n");
    assertThat(caller.get("/api/echo", "X-Forwarded-Proto", "https").body())
        .contains("uri: https://" + authority + "/api/echo\n");
  }

  @Test
  void routeValuesAreNotQueryParameters() {
    assertThat(caller.get("/api/echo/7").body()).contains("query: {}\n");
  }

  @Test
  void aBodyIsHandedOverUnchanged() {
    String json = "{ \"a\" : \"é\\n\" }\n";

    assertThat(caller.post("/api/echo", json, "Content-Type", "application/json").body())
        .contains("method: POST\n", "body: Optional[" + json + "]\n");
  }

  @Test
  void noBodyIsAnEmptyOptionalOrNull() {
    assertThat(caller.get("/api/echo").body()).contains("body: Optional.empty\n");
    assertThat(caller.post("/api/echo", "").body()).contains("body: Optional.empty\n");
    assertThat(caller.get("/api/text").body()).isEqualTo("text: null");
    assertThat(caller.get("/api/plain").body()).isEqualTo("plain: null");
  }

  @Test
  void aChunkedBodyIsNotHandedOver() {
    assertThat(caller.postChunked("/api/echo", "lost").body()).contains("body: Optional.empty\n");
  }

  @Test
  void aStringParameterIsTheBody() {
    assertThat(caller.post("/api/text", "hello").body()).isEqualTo("text: hello");
    assertThat(caller.post("/api/plain", "hello").body()).isEqualTo("plain: hello");
  }

  @ParameterizedTest
  @CsvSource({
    "application/octet-stream, 3",
    "multipart/form-data; boundary=x, 3",
    // The byte 0xff is not UTF-8 and becomes the three bytes of U+FFFD.
    "text/plain, 5",
  })
  void bytesSurviveInBinaryTypesOnly(String type, String length) {
    var body = BodyPublishers.ofByteArray(new byte[] {1, (byte) 0xff, 2});

    assertThat(caller.send("POST", "/api/bytes", body, "Content-Type", type).headers().map())
        .containsEntry("x-length", java.util.List.of(length));
  }

  @Test
  void aBodyAboveTheLimitIsRefused() {
    assertThat(caller.post("/api/text", "x".repeat(1000)).statusCode()).isEqualTo(200);
    assertThat(caller.post("/api/text", "x".repeat(1001)).statusCode()).isEqualTo(413);
  }

  @Test
  void thePeerIsAppendedToForwardedFor() {
    assertThat(caller.get("/api/echo").body())
        .containsPattern("header x-forwarded-for: 127\\.0\\.0\\.1:\\d+\n");
    assertThat(caller.get("/api/echo", "X-Forwarded-For", "6.6.6.6, 7.7.7.7").body())
        .containsPattern("header x-forwarded-for: 6\\.6\\.6\\.6, 7\\.7\\.7\\.7, 127.0.0.1:\\d+\n");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9:4711, 203\\.0\\.113\\.9:4711",
    "203.0.113.9, 203\\.0\\.113\\.9:\\d+",
    "2001:db8::1, \\[2001:db8::1]:\\d+",
    "[2001:db8::1]:99, \\[2001:db8::1]:99",
  })
  void aTestCanPretendAPeer(String pretended, String seen) {
    assertThat(caller.get("/api/echo", "X-Local-Peer", pretended).body())
        .containsPattern("header x-forwarded-for: " + seen + "\n")
        .doesNotContain("x-local-peer");
  }

  @Test
  void aPretendedPeerThatIsNoAddressIsRefused() {
    assertThat(caller.get("/api/echo", "X-Local-Peer", "example.com").statusCode()).isEqualTo(400);
    assertThat(caller.get("/api/echo", "X-Local-Peer", "999.1.1.1").statusCode()).isEqualTo(400);
  }

  @Test
  void bindingNamesComeFromRouteThenQueryThenBody() {
    String body = "{\"id\":\"body\"}";

    assertThat(caller.post("/api/named/Route?id=query", body).body()).isEqualTo("id: Route");
    assertThat(caller.post("/api/named?id=query", body).body()).isEqualTo("id: query");
    assertThat(caller.post("/api/named", body).body()).isEqualTo("id: body");
  }

  @Test
  void aBodyCanBeReadAsAnObject() {
    assertThat(caller.post("/api/song", "{\"title\":\"Coda\",\"seconds\":42}").body())
        .isEqualTo("song: Optional[Coda of 42 s]");
    assertThat(caller.post("/api/number", "7").body()).isEqualTo("number: 7");
    assertThat(caller.get("/api/song").body()).isEqualTo("song: Optional.empty");
  }

  @Test
  void aBodyThatIsNoSuchObjectIs500BeforeTheFunctionRuns() {
    var answer = caller.post("/api/song", "{\"title\":");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void queryAndHeadersCanBeBoundWhole() {
    assertThat(caller.get("/api/maps?a=1&b=", "X-One", "x").body())
        .isEqualTo("{a=1} {\"a\":\"1\"} x");
  }

  @Test
  void theDisguisedHostIsTheUris() {
    assertThat(caller.get("/api/echo", "DISGUISED-HOST", "artistos.example").body())
        .contains("uri: http://artistos.example/api/echo\n");
  }

  @Test
  void aBindingNameThatIsNowhereFailsTheInvocation() {
    assertThat(caller.post("/api/named", "[1]").statusCode()).isEqualTo(500);
  }
}
