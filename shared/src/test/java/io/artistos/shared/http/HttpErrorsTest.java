package io.artistos.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpErrorsTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "59999, 60", "60000, 60"})
  void whoAsksTooOftenIsToldHowManyWholeSecondsToWait(long millis, String seconds) {
    Reply reply = HttpErrors.reply(new TooMany(Duration.ofMillis(millis))).orElseThrow();

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers()).containsEntry("Retry-After", seconds);
    assertThat(reply.body()).contains("\"urn:artistos:problem:too-many-requests\"");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1500, 2", "5000, 5"})
  void soIsWhoAsksWhileSomethingIsDown(long millis, String seconds) {
    Reply reply =
        HttpErrors.reply(new Unavailable("a thing", Duration.ofMillis(millis), null)).orElseThrow();

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsEntry("Retry-After", seconds);
  }
}
