package io.artistos.shared.mail;

import java.time.Duration;

/**
 * The provider has not taken a mail, for a reason that passes: a rate, a quota, an account on hold.
 */
public final class MailDeferred extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final Duration retryAfter;
  private final boolean onHold;

  /**
   * Too many requests just now.
   *
   * @param code the provider's error name
   */
  public MailDeferred(String code, Duration retryAfter) {
    this(code, retryAfter, false);
  }

  /**
   * @param onHold whether nothing at all is sent for a while: a quota is used up, or the account is
   *     not in order
   */
  public MailDeferred(String code, Duration retryAfter, boolean onHold) {
    super("mail deferred: " + code);
    this.code = code;
    this.retryAfter = retryAfter;
    this.onHold = onHold;
  }

  public String code() {
    return code;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  public boolean onHold() {
    return onHold;
  }
}
