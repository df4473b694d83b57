package io.artistos.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind over HTTP, as it is asked for over HTTP. */
class FaultsTest {

  private static final String CONTROL = "/control/faults";
  private static final Duration SOON = Duration.ofMillis(300);

  private final AtomicInteger work = new AtomicInteger();
  private final Faults shop =
      new Faults(
          "shop",
          (fault, path) -> Response.text(fault.status(), path + " " + fault.name()),
          "rain");
  private final Faults bank = new Faults("bank", (fault, path) -> Response.empty(fault.status()));
  private final FaultControl control = new FaultControl(shop);
  private final LocalHttpServer server = LocalHttpServer.start(0, null, this::answer);
  private final HttpClient http = HttpClient.newHttpClient();

  private Response answer(Request request) {
    return request.path().startsWith(CONTROL)
        ? control.handle(request, request.path().substring(CONTROL.length()))
        : shop.around(
            request,
            request.path(),
            () -> Response.text(200, "0123456789 " + work.incrementAndGet()));
  }

  @AfterEach
  void stop() {
    server.close();
    http.shutdownNow();
  }

  @Test
  void anErrorComesInTheStandInsWordsAndNothingIsDone() throws Exception {
    add("{'at':'shop','kind':'answer','status':429,'name':'full','headers':{'Retry-After':'7'}}");

    HttpResponse<String> answer = get("/buy");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo("/buy full");
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    assertThat(work).hasValue(0);
  }

  @Test
  void anErrorCanComeAfterTheWork() throws Exception {
    add("{'at':'shop','kind':'answer','status':503,'carriedOut':true}");

    assertThat(get("/buy").statusCode()).isEqualTo(503);
    assertThat(work).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void aConnectionIsDroppedBeforeTheWorkOrAfter(boolean carriedOut, int done) throws Exception {
    add("{'at':'shop','kind':'drop','carriedOut':" + carriedOut + "}");

    assertThatThrownBy(() -> post("/buy", "x"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
    assertThat(work).hasValue(done);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void anAnswerNeverComesBeforeTheWorkOrAfter(boolean carriedOut, int done) throws Exception {
    add("{'at':'shop','kind':'hang','times':1,'carriedOut':" + carriedOut + "}");

    assertThatThrownBy(() -> http.send(to("/buy").timeout(SOON).build(), text()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(work).hasValue(done);
    assertThat(get("/buy").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void anAnswerIsLateBeforeTheWorkOrAfter(boolean carriedOut, int done) throws Exception {
    add("{'at':'shop','kind':'delay','times':1,'millis':3600000,'carriedOut':" + carriedOut + "}");

    assertThatThrownBy(() -> http.send(to("/buy").timeout(SOON).build(), text()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(work).hasValue(done);
  }

  @Test
  void aLateAnswerIsTheRightOne() throws Exception {
    add("{'at':'shop','kind':'delay','millis':1}");
    add("{'at':'shop','kind':'delay','millis':1,'carriedOut':true}");

    assertThat(get("/buy").body()).isEqualTo("0123456789 1");
    assertThat(shop.all()).extracting(Faults.Active::struck).containsExactly(1, 1);
  }

  @Test
  void aSlowBodyComesInPieces() throws Exception {
    add("{'at':'shop','kind':'slow-body','millis':3600000}");

    HttpResponse<InputStream> answer =
        http.send(to("/buy").build(), HttpResponse.BodyHandlers.ofInputStream());

    try (InputStream body = answer.body()) {
      assertThat(new String(body.readNBytes(2), StandardCharsets.US_ASCII)).isEqualTo("01");
      assertThat(body.available()).isZero();
    }
    shop.clear();
    add("{'at':'shop','kind':'slow-body','millis':10}");
    assertThat(get("/buy").body()).isEqualTo("0123456789 2");
  }

  @Test
  void methodAndPathSayWhichRequestsAreMeant() throws Exception {
    add("{'at':'shop','kind':'answer','status':500,'method':'POST','path':'/a*/x.y'}");

    assertThat(post("/a/b/x.y", "").statusCode()).isEqualTo(500);
    assertThat(get("/a/b/x.y").statusCode()).isEqualTo(200);
    assertThat(post("/a/b/xzy", "").statusCode()).isEqualTo(200);
    assertThat(post("/b/x.y", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aFaultEndsAfterItsTimesAndTheNextOneBegins() throws Exception {
    add("{'at':'shop','kind':'answer','status':500,'times':2}");
    add("{'at':'shop','kind':'answer','status':503,'times':1}");

    assertThat(statuses(4)).containsExactly(500, 500, 503, 200);
  }

  @Test
  void chanceIsTheSameForTheSameSeed() throws Exception {
    String chance = "{'at':'shop','kind':'answer','status':500,'probability':0.5,'seed':%d}";
    add(chance.formatted(7));
    List<Integer> first = statuses(20);
    delete("");
    add(chance.formatted(7));
    List<Integer> again = statuses(20);
    delete("");
    add(chance.formatted(8));

    assertThat(again).isEqualTo(first).contains(200, 500);
    assertThat(statuses(20)).isNotEqualTo(first);
  }

  @Test
  void faultsAreShownWithHowOftenTheyStruck() throws Exception {
    add("{'at':'shop','kind':'answer','status':500,'times':1,'method':'GET','path':'/x'}");
    get("/x");
    get("/x");

    JsonNode shown = new ObjectMapper().readTree(get(CONTROL).body());

    assertThat(shown.at("/standIns/shop").toString())
        .isEqualTo("[\"answer\",\"delay\",\"drop\",\"hang\",\"rain\",\"slow-body\"]");
    assertThat(shown.path("faults").toString())
        .isEqualTo(
            ("[{'id':'shop-1','at':'shop','kind':'answer','method':'GET','path':'/x','status':500,"
                    + "'carriedOut':false,'times':1,'probability':1.0,'seed':0,'struck':1}]")
                .replace('\'', '"'));
  }

  @Test
  void faultsEndOneByOneByStandInOrAll() throws Exception {
    control.include(bank);
    add("{'at':'shop','kind':'drop'}");
    add("{'at':'shop','kind':'rain'}");
    add("{'at':'bank','kind':'drop'}");

    assertThat(delete("/shop-1").statusCode()).isEqualTo(204);
    assertThat(delete("/shop-1").statusCode()).isEqualTo(404);
    assertThat(shop.all()).hasSize(1);
    assertThat(delete("?at=shop").statusCode()).isEqualTo(204);
    assertThat(shop.all()).isEmpty();
    assertThat(bank.all()).hasSize(1);
    assertThat(delete("").statusCode()).isEqualTo(204);
    assertThat(bank.all()).isEmpty();
  }

  @Test
  void aKindOfTheStandInsOwnIsAskedForByIt() throws Exception {
    Faults.Active rain = shop.add(Fault.of("rain").times(1));

    assertThat(get("/buy").statusCode()).isEqualTo(200);
    assertThat(shop.strikes("rain")).isTrue();
    assertThat(shop.strikes("rain")).isFalse();
    assertThat(rain.struck()).isEqualTo(1);
    assertThatThrownBy(() -> bank.add(Fault.of("rain")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|at must be one of [shop]",
        "{'at':'moon','kind':'drop'}|at must be one of [shop]",
        "{'at':'shop'}|knows the kinds",
        "{'at':'shop','kind':'snow'}|knows the kinds",
        "{'at':'shop','kind':'answer'}|status",
        "{'at':'shop','kind':'answer','status':200}|status",
        "{'at':'shop','kind':'drop','status':500}|status",
        "{'at':'shop','kind':'drop','name':'x'}|name",
        "{'at':'shop','kind':'delay'}|millis",
        "{'at':'shop','kind':'slow-body'}|millis",
        "{'at':'shop','kind':'delay','millis':-1}|millis",
        "{'at':'shop','kind':'drop','times':0}|times",
        "{'at':'shop','kind':'drop','times':'x'}|times",
        "{'at':'shop','kind':'drop','probability':0}|probability",
        "{'at':'shop','kind':'drop','probability':1.1}|probability",
        "{'at':'shop','kind':'drop','carriedOut':1}|carriedOut",
        "{'at':'shop','kind':'drop','path':1}|path",
        "{'at':'shop','kind':'drop','paths':'/x'}|there is no paths",
        "not json|JSON"
      })
  void whatCannotBeIsRefusedWithTheReason(String body, String reason) throws Exception {
    HttpResponse<String> refused = post(CONTROL, body.replace('\'', '"'));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(reason);
    assertThat(shop.all()).isEmpty();
  }

  @Test
  void aPageOfAnotherOriginAddsNothing() throws Exception {
    HttpResponse<String> refused =
        http.send(
            to(CONTROL)
                .POST(HttpRequest.BodyPublishers.ofString("{\"at\":\"shop\",\"kind\":\"drop\"}"))
                .header("Content-Type", "text/plain")
                .build(),
            text());

    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(shop.all()).isEmpty();
  }

  private void add(String fault) throws Exception {
    HttpResponse<String> added = post(CONTROL, fault.replace('\'', '"'));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
  }

  private List<Integer> statuses(int count) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statuses.add(get("/buy").statusCode());
    }
    return statuses;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(to(path).build(), text());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        to(path)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build(),
        text());
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return http.send(to(CONTROL + path).DELETE().build(), text());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }
}
