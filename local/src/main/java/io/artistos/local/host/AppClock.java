package io.artistos.local.host;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The host's clock as the app finds it with the ServiceLoader. Public, with a constructor for
 * nothing, because the ServiceLoader wants it so; made on a thread of the app's.
 */
public final class AppClock implements InstantSource {

  private final InstantSource clock;

  /**
   * @throws IllegalStateException when the thread's context class loader is no app's with a clock
   */
  public AppClock() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    InstantSource shared = loader instanceof AppClassLoader app ? app.clock() : null;
    if (shared == null) {
      throw new IllegalStateException("no app that shares the host's clock runs on this thread");
    }
    clock = shared;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }
}
