package io.artistos.shared.errors;

import java.time.Duration;

/**
 * The caller has done this as often as is allowed for now; nothing was changed. It has no stack
 * trace: refusing has to stay cheap when many calls come.
 */
public final class TooMany extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param retryAfter when it makes sense to try again, at least a second from now
   */
  public TooMany(Duration retryAfter) {
    super("Too many requests.", null, false, false);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
