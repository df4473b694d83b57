package io.artistos.shared.errors;

/** The thing is there, but its state does not allow what was asked for. Nothing was changed. */
public final class NotAllowedNow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, lower case with hyphens: the last part of the problem's type
   * @param detail one sentence for people, without anything personal
   */
  public NotAllowedNow(String code, String detail) {
    super(detail);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
