package io.artistos.shared.errors;

/** Something of that name or id is there already; nothing was changed. */
public final class AlreadyExists extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what the kind of thing, such as "slug"
   */
  public AlreadyExists(String what) {
    super("This " + what + " is taken.");
  }
}
