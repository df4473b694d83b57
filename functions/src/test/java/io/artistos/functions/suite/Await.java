package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens in another process. */
final class Await {

  private static final long WITHIN_SECONDS = 180;
  private static final int LOOKS = 40;

  private Await() {}

  /** Looks until it is so. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      try {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** What it is once nothing changes it any more: the same at {@value #LOOKS} looks in a row. */
  static <T> T settled(Supplier<T> value) {
    var last =
        new Object() {
          T seen = value.get();
          int times = 0;
        };
    until(
        () -> {
          T now = value.get();
          last.times = now.equals(last.seen) ? last.times + 1 : 0;
          last.seen = now;
          return last.times == LOOKS;
        });
    return last.seen;
  }
}
