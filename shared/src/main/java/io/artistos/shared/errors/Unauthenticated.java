package io.artistos.shared.errors;

/** The caller has not proved who they are; nothing was read, nothing was changed. */
public final class Unauthenticated extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param detail one sentence, which tells nothing that helps to forge
   */
  public Unauthenticated(String detail) {
    super(detail);
  }
}
