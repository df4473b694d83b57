package io.artistos.local.vendors.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vault.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnstileApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T10:00:00Z"));
  private final TurnstileApi api = new TurnstileApi(clock);

  @Test
  void anAnswerIsGoodOnce() throws IOException {
    String answer = api.solve("signup", "fans.example");

    JsonNode first = form("secret=" + TurnstileApi.SECRET + "&response=" + answer);
    assertThat(first.path("success").booleanValue()).isTrue();
    assertThat(first.path("action").textValue()).isEqualTo("signup");
    assertThat(first.path("hostname").textValue()).isEqualTo("fans.example");
    assertThat(first.path("challenge_ts").textValue()).isEqualTo("2026-11-27T10:00:00Z");
    assertThat(form("secret=" + TurnstileApi.SECRET + "&response=" + answer))
        .hasToString("{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}");
  }

  @Test
  void anAnswerLivesForFiveMinutes() throws IOException {
    String early = api.solve("signup", "fans.example");
    clock.advance(Duration.ofSeconds(1));
    String late = api.solve("signup", "fans.example");
    clock.advance(Duration.ofMinutes(5));

    assertThat(form("secret=" + TurnstileApi.SECRET + "&response=" + late).path("success"))
        .hasToString("true");
    assertThat(form("secret=" + TurnstileApi.SECRET + "&response=" + early).path("error-codes"))
        .hasToString("[\"timeout-or-duplicate\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "'', local.x, missing-input-secret",
    "wrong, local.x, invalid-input-secret",
    "1x0000000000000000000000000000000AA, '', missing-input-response",
    "1x0000000000000000000000000000000AA, forged, invalid-input-response",
  })
  void whatIsMissingOrWrongIsToldByItsCode(String secret, String response, String code)
      throws IOException {
    String expected = "{\"success\":false,\"error-codes\":[\"" + code + "\"]}";

    assertThat(form("secret=" + secret + "&response=" + response)).hasToString(expected);
    String json = JSON.writeValueAsString(Map.of("secret", secret, "response", response));
    assertThat(verify("application/json", json)).hasToString(expected);
  }

  private JsonNode form(String form) throws IOException {
    return verify("application/x-www-form-urlencoded", form);
  }

  private JsonNode verify(String type, String body) throws IOException {
    Response response =
        api.handle(
            new Request(
                "POST",
                TurnstileApi.PATH + "/siteverify",
                null,
                Map.of("content-type", List.of(type)),
                body.getBytes(StandardCharsets.UTF_8),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)),
            "/siteverify");
    return JSON.readTree(response.body());
  }
}
