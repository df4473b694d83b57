package io.artistos.shared.errors;

/** The caller is known and may not do this. Nothing was changed. */
public final class Forbidden extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, lower case with hyphens: the last part of the problem's type, on which a
   *     frontend can act
   * @param detail one sentence for people, without anything personal
   */
  public Forbidden(String code, String detail) {
    super(detail);
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** A frontend can act on it: sign in again, with a second factor. */
  public static Forbidden secondFactorRequired() {
    return new Forbidden("second-factor-required", "Sign in with a second factor.");
  }

  /**
   * @param permission as it is written
   */
  public static Forbidden missing(String permission) {
    return new Forbidden("permission-missing", "This needs the permission " + permission + ".");
  }

  /** For what is nobody's but the person's own. */
  public static Forbidden impersonated() {
    return new Forbidden("impersonated", "This cannot be done in somebody else's name.");
  }
}
