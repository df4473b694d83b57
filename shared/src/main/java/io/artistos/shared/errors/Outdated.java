package io.artistos.shared.errors;

/**
 * The caller's {@code If-Match} names a version that is not the current one. Nothing was changed.
 */
public final class Outdated extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Outdated() {
    super("Somebody changed it in the meantime. Read it again, then repeat your change.");
  }
}
