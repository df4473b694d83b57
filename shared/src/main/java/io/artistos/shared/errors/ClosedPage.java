package io.artistos.shared.errors;

/** The artist has closed this one fan page; everything else of theirs goes on. */
public final class ClosedPage extends Gone {

  private static final long serialVersionUID = 1L;

  public ClosedPage() {
    super("fan page");
  }
}
