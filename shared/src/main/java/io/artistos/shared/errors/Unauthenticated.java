package io.artistos.shared.errors;

/** The caller has not proved who they are; nothing was read, nothing was changed. */
public final class Unauthenticated extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean attempt;

  /**
   * Something was sent that proves nothing, as whoever tries to get in would send it.
   *
   * @param detail one sentence, which tells nothing that helps to forge
   */
  public Unauthenticated(String detail) {
    this(detail, true);
  }

  private Unauthenticated(String detail, boolean attempt) {
    super(detail);
    this.attempt = attempt;
  }

  /** Nothing was sent, or what was good a while ago: no sign of somebody who tries to get in. */
  public static Unauthenticated innocent(String detail) {
    return new Unauthenticated(detail, false);
  }

  /** Whether it counts against who sent it. */
  public boolean attempt() {
    return attempt;
  }
}
