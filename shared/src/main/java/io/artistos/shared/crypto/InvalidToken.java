package io.artistos.shared.crypto;

/** A link or cursor that we did not make, or that has run out. */
public final class InvalidToken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it is refused. */
  public enum Reason {
    /** Not made by us, changed on its way, or made for something else. */
    FORGED,
    /** Ours, but too old. */
    EXPIRED
  }

  private final Reason reason;

  public InvalidToken(Reason reason) {
    super("the token is " + (reason == Reason.EXPIRED ? "expired" : "not valid"));
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
