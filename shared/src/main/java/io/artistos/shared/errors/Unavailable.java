package io.artistos.shared.errors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something we depend on does not answer or asks us to slow down. Trying again later may well work.
 */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param what the service, for the log
   * @param retryAfter what it asked for, or a guess
   */
  public Unavailable(String what, Duration retryAfter, @Nullable Throwable cause) {
    super(what + " is not available", cause);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
