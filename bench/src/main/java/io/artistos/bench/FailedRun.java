package io.artistos.bench;

/** What was measured did not do what it should, so its times mean nothing. */
final class FailedRun extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailedRun(String message) {
    super(message);
  }
}
