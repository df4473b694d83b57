package io.artistos.shared.errors;

/** It was there, and was taken away on purpose or by time. */
public sealed class Gone extends RuntimeException permits Closed, ClosedPage {

  private static final long serialVersionUID = 1L;

  /**
   * @param what in the words of whoever asked for it
   */
  public Gone(String what) {
    this(what, "is gone");
  }

  private Gone(String what, String became) {
    super("This " + what + " " + became + ".");
  }

  /** By time. */
  public static Gone expired(String what) {
    return new Gone(what, "has expired");
  }
}
