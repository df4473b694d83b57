package io.artistos.shared.mail;

import java.time.Duration;

/**
 * The provider has not taken a mail, for a reason that passes: a rate, a quota, an account on hold.
 */
public final class MailDeferred extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param code the provider's error name
   */
  public MailDeferred(String code, Duration retryAfter) {
    super("mail deferred: " + code);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
