package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.suite.ArtistRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a problem document that names the field, and changes nothing. */
class BadInputIT {

  private static final String CONSENT = "\"consent\":\"2026-11.en\"";
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();

  static Stream<Arguments> badFields() {
    String email = "\"email\":\"fan@example.com\"";
    String longName = "x".repeat(61);
    return Stream.of(
        Arguments.of("{}", "email"),
        Arguments.of("{" + CONSENT + "}", "email"),
        Arguments.of("{\"email\":null," + CONSENT + "}", "email"),
        Arguments.of("{\"email\":5," + CONSENT + "}", "email"),
        Arguments.of("{\"email\":[\"fan@example.com\"]," + CONSENT + "}", "email"),
        Arguments.of("{\"email\":{\"a\":1}," + CONSENT + "}", "email"),
        Arguments.of("{\"email\":\"no address\"," + CONSENT + "}", "email"),
        Arguments.of("{\"email\":\"fan\\u0000@example.com\"," + CONSENT + "}", "email"),
        Arguments.of("{\"email\":\"fan@example.com\\r\\nBcc: a@b.co\"," + CONSENT + "}", "email"),
        Arguments.of(
            "{\"email\":\"" + "a".repeat(300) + "@example.com\"," + CONSENT + "}", "email"),
        Arguments.of("{" + email + "}", "consent"),
        Arguments.of("{" + email + ",\"consent\":\"\"}", "consent"),
        Arguments.of("{" + email + ",\"consent\":true}", "consent"),
        Arguments.of("{" + email + ",\"consent\":\"1999-01.en\"}", "consent"),
        Arguments.of(
            "{" + email + "," + CONSENT + ",\"firstName\":\"" + longName + "\"}", "firstName"),
        Arguments.of("{" + email + "," + CONSENT + ",\"firstName\":\"a\\ud800b\"}", "firstName"),
        Arguments.of("{" + email + "," + CONSENT + ",\"firstName\":\"a\\u0007b\"}", "firstName"),
        Arguments.of("{" + email + "," + CONSENT + ",\"firstName\":{}}", "firstName"),
        Arguments.of(
            "{" + email + "," + CONSENT + ",\"source\":\"" + "x".repeat(201) + "\"}", "source"));
  }

  @ParameterizedTest
  @MethodSource("badFields")
  void namesTheField(String body, String field) {
    HttpResponse<String> answer = suite.signUp(slug, body);

    JsonNode problem = assertProblem(answer, 422, "invalid-input");
    assertThat(problem.path("errors").findValuesAsText("field")).contains(field);
    assertNothingStored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"fan@example.com\"", "{\"email\":}", "\u0000"})
  void refusesWhatIsNoJsonObject(String body) {
    assertProblem(suite.signUp(slug, body), 400, "malformed");
    assertNothingStored();
  }

  @Test
  void refusesWhatTheParserWillNotRead() {
    assertProblem(suite.signUp(slug, "{\"a\":" + "[".repeat(1_200)), 400, "malformed");
    assertProblem(suite.signUp(slug, "{\"a\":" + "1".repeat(1_500) + "}"), 400, "malformed");
    assertNothingStored();
  }

  @Test
  void refusesAFormThatIsNoUtf8() {
    assertProblem(signUp(FORM, "email=%ff%fe&consent=2026-11.en"), 400, "malformed");
    assertNothingStored();
  }

  @Test
  void refusesOtherMediaTypes() {
    assertProblem(signUp("text/plain", "email=fan@example.com"), 415, "unsupported-media-type");
    assertProblem(
        signUp("multipart/form-data; boundary=x", "--x--"), 415, "unsupported-media-type");
    assertNothingStored();
  }

  @Test
  void refusesOversizedBodies() {
    String body =
        "{\"email\":\"fan@example.com\"," + CONSENT + ",\"x\":\"" + "y".repeat(9_000) + "\"}";
    assertProblem(suite.signUp(slug, body), 413, "too-large");
    assertProblem(signUp(FORM, "email=fan@example.com&x=" + "é".repeat(5_000)), 413, "too-large");
    assertNothingStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nobody-here", "x", "UPPER_CASE", "a%00b", "..%2f..%2fetc", "%F0%9F%8E%B8"})
  void doesNotKnowOtherSlugs(String unknown) {
    String body = "{\"email\":\"fan@example.com\"," + CONSENT + "}";
    assertProblem(suite.signUp(unknown, body), 404, "not-found");
    assertProblem(suite.get("/a/" + unknown), 404, "not-found");
    assertProblem(suite.get("/api/fan-pages/" + unknown), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?t=", "?t=abc", "?t=%00", "?t=AAAA%ED%A0%80", "?t=../x", "?x=1"})
  void refusesForgedLinks(String query) {
    for (String page : new String[] {"/confirm", "/unsubscribe"}) {
      assertProblem(suite.get(page + query), 400, "link-invalid");
      assertProblem(suite.post(page + query, FORM, ""), 400, "link-invalid");
    }
  }

  @Test
  void showsPeopleAPageInsteadOfAProblemDocument() {
    HttpResponse<String> page =
        suite.send(suite.request("/confirm?t=abc").header("Accept", "text/html").GET());

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    assertThat(page.body()).contains("not valid").doesNotContain("abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=-1", "?limit=201", "?limit=ten", "?limit=1e2"})
  void namesABadLimit(String query) {
    JsonNode problem = assertProblem(list(query, slug), 422, "invalid-input");
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("limit");
  }

  @Test
  void refusesForgedCursorsAndThoseOfAnotherArtist() {
    assertProblem(list("?cursor=abc", slug), 422, "invalid-input");

    suite.signUp(slug, Map.of("email", suite.anyAddress(), "consent", "2026-11.en"));
    suite.signUp(slug, Map.of("email", suite.anyAddress(), "consent", "2026-11.en"));
    String cursor = suite.fans(slug, "?limit=1").path("next").asText();
    assertThat(suite.fans(slug, "?limit=1&cursor=" + cursor).path("items")).hasSize(1);
    assertProblem(list("?limit=1&cursor=" + cursor, suite.newArtist()), 422, "invalid-input");
  }

  @Test
  void asksWhoIsCalling() {
    HttpResponse<String> list =
        suite.send(suite.request("/api/fans").header("Artist-Account", slug).GET());
    HttpResponse<String> artist = suite.post("/api/artists", JSON, "{}");

    assertProblem(list, 401, "unauthenticated");
    assertThat(list.headers().firstValue("www-authenticate")).contains("Bearer");
    assertProblem(artist, 401, "unauthenticated");
  }

  @Test
  void opensNoSecondAccountUnderATakenSlug() {
    HttpResponse<String> taken =
        suite.send(
            suite
                .request("/api/artists")
                .header("Authorization", suite.asOwner(suite.newArtist()))
                .header("Content-Type", JSON)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        RunningSuite.write(ArtistRequest.of("Impostor", slug)))));

    assertProblem(taken, 409, "already-exists");
    assertThat(suite.suite().cosmos().dump()).noneMatch(item -> item.contains("Impostor"));
  }

  private HttpResponse<String> signUp(String type, String body) {
    return suite.post("/api/fan-pages/" + slug + "/signups", type, body);
  }

  private HttpResponse<String> list(String query, String artist) {
    return suite.send(
        suite
            .request("/api/fans" + query)
            .header("Authorization", suite.asOwner(artist))
            .header("Artist-Account", artist)
            .GET());
  }

  private void assertNothingStored() {
    assertThat(suite.fans(slug, "").path("items")).isEmpty();
  }

  private static JsonNode assertProblem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode problem = RunningSuite.read(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:artistos:problem:" + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(4_000);
    return problem;
  }
}
