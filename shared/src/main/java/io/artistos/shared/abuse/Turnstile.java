package io.artistos.shared.abuse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Cloudflare Turnstile (developers.cloudflare.com, Turnstile, "Validate the token"): an answer is
 * at most 2,048 characters long and good for one check within five minutes. The network of whoever
 * answers is not told, which the API leaves to us. Thread-safe.
 */
public final class Turnstile implements Challenge {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int LONGEST = 2_048;

  private final Widget widget;
  private final URI verify;
  private final Supplier<String> secret;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param url up to the version: {@code https://challenges.cloudflare.com/turnstile/v0}
   * @param siteKey of the widget, which is public
   * @param secret of the widget; asked for with each check, so that it can be renewed
   */
  public Turnstile(URI url, String siteKey, Supplier<String> secret) {
    this.widget =
        new Widget(URI.create(url + "/api.js"), siteKey, "cf-turnstile", "cf-turnstile-response");
    this.verify = URI.create(url + "/siteverify");
    this.secret = secret;
  }

  @Override
  public Optional<Widget> widget() {
    return Optional.of(widget);
  }

  @Override
  public Outcome check(String answer, String action) {
    if (answer.isEmpty() || answer.length() > LONGEST) {
      return Outcome.FAILED;
    }
    String body =
        Json.MAPPER
            .createObjectNode()
            .put("secret", secret.get())
            .put("response", answer)
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(verify)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() >= 500
          ? Outcome.UNKNOWN
          : outcome(Json.MAPPER.readTree(response.body()), action);
    } catch (JsonProcessingException e) {
      // A proxy's page.
      return Outcome.UNKNOWN;
    } catch (IOException e) {
      return Outcome.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.UNKNOWN;
    }
  }

  private static Outcome outcome(JsonNode said, String action) {
    if (said.path("success").asBoolean()) {
      // An answer to a widget of the same key on another form is none to this one.
      return said.path("action").asText().equals(action) ? Outcome.PASSED : Outcome.FAILED;
    }
    for (JsonNode code : said.path("error-codes")) {
      // Our own fault or theirs: nobody is refused for it.
      if (code.asText().endsWith("-input-secret") || code.asText().equals("internal-error")) {
        return Outcome.UNKNOWN;
      }
    }
    return said.path("success").isBoolean() ? Outcome.FAILED : Outcome.UNKNOWN;
  }
}
