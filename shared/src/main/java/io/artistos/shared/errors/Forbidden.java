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
}
