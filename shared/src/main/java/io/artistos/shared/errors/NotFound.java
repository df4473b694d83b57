package io.artistos.shared.errors;

/** There is no such thing, or none that the caller may know of. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what the kind of thing, such as "fan page"; never its id
   */
  public NotFound(String what) {
    super("There is no such " + what + ".");
  }
}
