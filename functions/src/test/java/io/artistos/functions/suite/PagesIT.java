package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What visitors of fan pages meet besides the page; on the packaged app, over HTTP. */
class PagesIT {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String QUERY = "?source=qr&utm_source=spring+tour&lang=de&t=x";
  private static final String HANDED_ON = "?source=qr&utm_source=spring+tour&lang=de";

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();
  private final ArtistApi artist = new ArtistApi(suite, slug);

  @Test
  void aShortAddressHandsOnWhereVisitorsComeFromAndTheirLanguage() {
    String id = artist.call("GET", "/api/pages", "").at("/items/0/id").asText();
    String url =
        artist.call("POST", "/api/pages/" + id + "/short-link", "").path("shortUrl").asText();
    String path = url.substring(url.indexOf("/s/"));

    assertThat(location(path + QUERY)).isEqualTo("/a/" + slug + HANDED_ON);
    assertThat(location(path)).isEqualTo("/a/" + slug);
  }

  @Test
  void aFormerSlugDoesToo() {
    String newSlug = slug.replace("artist", "band");
    artist.call("POST", "/api/account/slug", "{\"slug\": \"" + newSlug + "\"}");

    assertThat(location("/a/" + slug + QUERY)).isEqualTo("/a/" + newSlug + HANDED_ON);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/nobody/frame?lang=de, Nicht gefunden",
    "/a/nobody/thanks?framed=true&lang=fr, Introuvable",
    "/api/fan-pages/nobody/signups?lang=ja, 見つかりません"
  })
  void whatGoesWrongInAFrameIsShownThere(String path, String title) {
    HttpResponse<String> answer =
        path.startsWith("/api/") ? post(path, "email=x&framed=true") : browse(path, "");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("<h1 class=\"title\">" + title + "</h1>");
    assertThat(policy(answer)).endsWith("frame-ancestors *");
  }

  @Test
  void whatGoesWrongWithAFramedFormIsShownThereAlsoWhenItCannotBeRead() {
    HttpResponse<String> answer =
        post("/api/fan-pages/" + slug + "/signups", "framed=true&email=" + "x".repeat(9_000));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(policy(answer)).endsWith("frame-ancestors *");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/nobody, ja-JP, 404, 見つかりません",
    "/a/nobody?lang=es, ja-JP, 404, No encontrado",
    "/confirm?t=cut&lang=pt, en, 400, Este link não é válido",
    "/unsubscribe?t=cut, fr, 400, Ce lien n’est pas valable"
  })
  void whatGoesWrongElsewhereIsSaidInTheVisitorsLanguageAndInNoFrame(
      String path, String reads, int status, String title) {
    HttpResponse<String> answer = browse(path, reads);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("<h1 class=\"title\">" + title + "</h1>");
    assertThat(policy(answer)).endsWith("frame-ancestors 'none'");
  }

  @Test
  void aPageThatIsClosedSaysNothingOfWhoIsOnTheList() {
    String id = artist.call("GET", "/api/pages", "").at("/items/0/id").asText();
    artist.call("POST", "/api/pages/" + id + "/close", "");

    HttpResponse<String> answer = browse("/a/" + slug, "de");
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).contains("ändert sich für dich nichts");
  }

  @Test
  void theSameKeyWithAnotherSlugIsAConflictAndLeavesThePageAlone() {
    String other = slug.replace("artist", "tour");
    HttpResponse<String> made = make(other);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(make(other).body()).isEqualTo(made.body());

    HttpResponse<String> refused = make(slug.replace("artist", "show"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(RunningSuite.read(refused.body()).path("type").asText())
        .isEqualTo("urn:artistos:problem:key-used");
    assertThat(artist.call("GET", "/api/pages", "").path("items")).hasSize(2);
  }

  private HttpResponse<String> make(String slug) {
    return suite.send(
        suite
            .request("/api/pages")
            .header("Authorization", suite.asOwner(artist.slug()))
            .header("Artist-Account", artist.slug())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "once")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    RunningSuite.write(Map.of("slug", slug, "texts", Map.of("en", Map.of()))))));
  }

  private String location(String path) {
    return suite.get(path).headers().firstValue("location").orElseThrow();
  }

  private HttpResponse<String> browse(String path, String reads) {
    return suite.send(
        suite.request(path).header("Accept", "text/html").header("Accept-Language", reads).GET());
  }

  private HttpResponse<String> post(String path, String form) {
    return suite.send(
        suite
            .request(path)
            .header("Accept", "text/html")
            .header("Content-Type", FORM)
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static String policy(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-security-policy").orElseThrow();
  }
}
