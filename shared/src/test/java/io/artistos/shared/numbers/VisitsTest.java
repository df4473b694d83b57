package io.artistos.shared.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.http.Call;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitsTest {

  private static final URI OWN = URI.create("https://artistos.example");
  private static final String PHONE =
      "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/126.0 Mobile Safari/537.36";

  @Test
  void countsSomebodyWhoLooks() {
    assertThat(Visits.counts(call("GET", Map.of("user-agent", PHONE)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "Slackbot-LinkExpanding 1.0",
        "WhatsApp/2.23",
        "curl/8.5.0",
        "python-requests/2.31",
        "Java-http-client/21.0.2",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0"
      })
  void countsNoPrograms(String agent) {
    assertThat(Visits.counts(call("GET", Map.of("user-agent", agent)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sec-purpose,prefetch;prerender",
    "sec-purpose,prefetch",
    "purpose,prefetch",
    "x-moz,prefetch"
  })
  void countsNothingThatIsLoadedAheadOfTime(String header, String value) {
    assertThat(Visits.counts(call("GET", Map.of("user-agent", PHONE, header, value)))).isFalse();
  }

  @Test
  void countsNobodyWhoAsksForTheHeadersAlone() {
    assertThat(Visits.counts(call("HEAD", Map.of("user-agent", PHONE)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,direct",
        "'',direct",
        "' ',direct",
        "Spring Tour,spring tour",
        "band.example/shows,band.example",
        "https://www.Band.example:8443/shows?fan=ada#top,band.example",
        "//x,direct",
        "ada@example.com,*",
        "a<b,*"
      })
  void namesASourceWithoutTheRestOfItsAddress(String source, String name) {
    assertThat(TrafficSource.name(source)).isEqualTo(name);
  }

  @Test
  void namesNoSourceThatIsTooLong() {
    assertThat(TrafficSource.name("a".repeat(61))).isEqualTo("*");
  }

  @Test
  void takesWhatTheLinkSaysBeforeTheSiteThatLedHere() {
    Map<String, String> headers = Map.of("referer", "https://social.example/post/1?fan=ada");
    assertThat(source(headers, Map.of("source", "tour", "utm_source", "ads"))).contains("tour");
    assertThat(source(headers, Map.of("utm_source", "ads"))).contains("ads");
    assertThat(source(headers, Map.of())).contains("social.example");
    assertThat(source(Map.of("origin", "https://band.example"), Map.of())).contains("band.example");
    assertThat(source(Map.of("referer", OWN + "/a/mira"), Map.of())).isEmpty();
    assertThat(source(Map.of("referer", "::"), Map.of())).isEmpty();
    assertThat(source(Map.of(), Map.of())).isEmpty();
  }

  private static Optional<String> source(Map<String, String> headers, Map<String, String> query) {
    return TrafficSource.of(
        new Call("GET", OWN, headers, new TreeMap<>(query), Optional.empty()), OWN);
  }

  private static Call call(String method, Map<String, String> headers) {
    return new Call(method, OWN, headers, Map.of(), Optional.empty());
  }
}
