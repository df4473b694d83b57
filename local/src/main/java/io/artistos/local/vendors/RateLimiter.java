package io.artistos.local.vendors;

import io.artistos.local.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A token bucket for the whole team, with Resend's headers (contracts, 1.5). Thread-safe. */
final class RateLimiter {

  private final Clock clock;
  private final int perSecond;
  private double tokens;
  private Instant filled;

  RateLimiter(Clock clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filled = clock.instant();
  }

  /**
   * What became of a request.
   *
   * @param allowed false answers 429
   * @param remaining whole requests left
   * @param resetSeconds until the bucket is full, at least 1
   */
  record Outcome(boolean allowed, int perSecond, int remaining, int resetSeconds) {

    /** One token is there again within a second at every rate from one a second. */
    private static final int RETRY_AFTER_SECONDS = 1;

    Response mark(Response response) {
      Response marked =
          response
              .with("ratelimit-limit", Integer.toString(perSecond))
              .with("ratelimit-remaining", Integer.toString(remaining))
              .with("ratelimit-reset", Integer.toString(resetSeconds))
              .with("ratelimit-policy", perSecond + ";w=1");
      return allowed ? marked : marked.with("retry-after", Integer.toString(RETRY_AFTER_SECONDS));
    }
  }

  int perSecond() {
    return perSecond;
  }

  synchronized Outcome take() {
    Instant now = clock.instant();
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / 1e9;
      tokens = Math.min(perSecond, tokens + seconds * perSecond);
      filled = now;
    }
    boolean allowed = tokens >= 1;
    if (allowed) {
      tokens--;
    }
    int reset = (int) Math.max(1, Math.ceil((perSecond - tokens) / perSecond));
    return new Outcome(allowed, perSecond, (int) tokens, reset);
  }
}
