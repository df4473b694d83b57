package io.artistos.shared.errors;

/** The artist account behind it is being deleted. */
public final class Closed extends Gone {

  private static final long serialVersionUID = 1L;

  public Closed() {
    super("artist account");
  }
}
