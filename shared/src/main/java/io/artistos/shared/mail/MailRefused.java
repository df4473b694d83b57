package io.artistos.shared.mail;

/** The provider will never take this mail as it is; trying again is of no use. */
public final class MailRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code the provider's error name, such as {@code invalid_parameter}; never its message,
   *     which may quote the address
   */
  public MailRefused(String code) {
    super("mail refused: " + code);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
