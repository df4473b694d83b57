package io.artistos.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The retry policy of a timer (contracts 4.10). What triggers other functions ignores theirs.
 *
 * @param most how many retries; -1 for no end
 * @param least the wait before the first retry
 * @param longest no wait is longer; with a fixed delay the same as {@code least}
 */
record Retry(int most, Duration least, Duration longest) {

  static final Retry NONE = new Retry(0, Duration.ZERO, Duration.ZERO);

  /** Reads {@code retry} of a function.json. */
  static Retry parse(String function, JsonNode json) {
    if (json.isMissingNode()) {
      return NONE;
    }
    JsonNode count = json.path("maxRetryCount");
    if (!count.canConvertToInt() || count.asInt() < -1) {
      throw new InvalidAppException(function + ": retry.maxRetryCount is missing or wrong");
    }
    return switch (json.path("strategy").asText()) {
      case "fixedDelay" -> {
        Duration delay = span(function, json, "delayInterval");
        yield new Retry(count.asInt(), delay, delay);
      }
      case "exponentialBackoff" ->
          new Retry(
              count.asInt(),
              span(function, json, "minimumInterval"),
              span(function, json, "maximumInterval"));
      default -> throw new InvalidAppException(function + ": retry.strategy is missing or wrong");
    };
  }

  /** Whether there is another try after {@code retries}. */
  boolean isAllowedAfter(int retries) {
    return most < 0 || retries < most;
  }

  BackOff backOff() {
    return new BackOff(least, longest, ThreadLocalRandom.current());
  }

  private static Duration span(String function, JsonNode json, String member) {
    return TimeSpans.parse(function + ": retry." + member, json.path(member).asText());
  }
}
