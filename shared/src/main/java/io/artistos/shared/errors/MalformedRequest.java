package io.artistos.shared.errors;

/** A request that cannot be read: not JSON, not a form, too large. */
public final class MalformedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is the matter with it. */
  public enum Kind {
    NOT_READABLE,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE
  }

  private final Kind kind;

  /**
   * @param detail for people, in English; never quotes the request
   */
  public MalformedRequest(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
