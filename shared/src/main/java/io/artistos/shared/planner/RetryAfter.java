package io.artistos.shared.planner;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long an answer asks to wait: {@code Retry-After-Ms}, or RFC 9110, section 10.2.3. */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * @param without when it says nothing that can be read
   */
  static Duration of(HttpHeaders headers, Clock clock, Duration without) {
    Optional<String> millis = headers.firstValue("retry-after-ms").filter(RetryAfter::isNumber);
    if (millis.isPresent()) {
      return Duration.ofMillis(Long.parseLong(millis.get()));
    }
    return headers
        .firstValue("retry-after")
        .map(text -> read(text, clock, without))
        .orElse(without);
  }

  private static Duration read(String text, Clock clock, Duration without) {
    if (isNumber(text)) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return without;
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}");
  }
}
