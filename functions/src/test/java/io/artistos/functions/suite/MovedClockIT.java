package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.vendors.ReceivedMail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged app and what it stands on, when the suite's clock is moved. */
class MovedClockIT {

  private static final Duration MAIL_WITHIN = Duration.ofSeconds(30);

  private final RunningSuite suite = RunningSuite.get();
  private final String slug = suite.newArtist();

  @Test
  void aConfirmationLinkIsOverAfterItsSevenDays() {
    String confirm = MailLinks.confirm(signUp(suite.anyAddress()));
    assertThat(suite.get(confirm).statusCode()).isEqualTo(200);

    suite.suite().clock().moveBy(Duration.ofDays(8));

    assertThat(suite.get(confirm).statusCode()).isEqualTo(410);
    assertThat(suite.post(confirm, "application/x-www-form-urlencoded", "").statusCode())
        .isEqualTo(410);
  }

  @Test
  void aFanWhoNeverConfirmedIsGoneAfterThirtyDays() {
    signUp(suite.anyAddress());
    assertThat(suite.fans(slug, "").path("items")).hasSize(1);

    suite.suite().clock().moveBy(Duration.ofDays(31));

    assertThat(suite.fans(slug, "").path("items")).isEmpty();
  }

  @Test
  void aHostThatIsStartedAYearLaterStillSignsIn() {
    Instant moved = suite.suite().clock().moveBy(Duration.ofDays(365));
    suite.suite().killHost();
    suite.suite().restartHost(Map.of());

    String email = suite.anyAddress();
    signUp(email);

    String signedUp = suite.fans(slug, "").at("/items/0/signedUpAt").asText();
    assertThat(Instant.parse(signedUp)).isAfterOrEqualTo(moved);
  }

  @Test
  void anotherProcessFindsTheClockAndMovesIt() throws IOException {
    Path file = suite.data().resolve("suite.json");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    JsonNode found = RunningSuite.read(Files.readString(file));
    assertThat(found.path("app").asText()).isEqualTo(suite.suite().publicUrl().toString());
    assertThat(found.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    Instant before = suite.suite().clock().instant();

    HttpResponse<String> answer =
        suite.send(
            HttpRequest.newBuilder(URI.create(found.path("control").asText() + "/clock"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"PT1H\"}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(suite.suite().clock().instant()).isAfterOrEqualTo(before.plusSeconds(3_600));
  }

  private ReceivedMail signUp(String email) {
    assertThat(suite.signUp(slug, Map.of("email", email, "consent", "2026-11.en")).statusCode())
        .isEqualTo(202);
    return suite.suite().vendors().awaitMail(email, mail -> true, MAIL_WITHIN);
  }
}
