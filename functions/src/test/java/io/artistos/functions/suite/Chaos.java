package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Kills the host at random moments. A moment is so many steps of the work further on, counted where
 * they arrive: by the database and the vendors, not by a clock. What a killed host leaves behind is
 * only due later, so the suite's clock is moved when nothing gets any further. The sizes of the
 * tests that use it are system properties, small ones in the suite and large ones in {@code ./dev
 * chaos}; the seed is printed, and {@code -Dchaos.seed} repeats it.
 */
final class Chaos {

  private static final Duration LOOK = Duration.ofMillis(1);
  private static final Duration POLL = Duration.ofMillis(50);

  /** Without a step for so long nothing will come by itself. */
  private static final Duration STANDSTILL = Duration.ofSeconds(3);

  private static final long LIMIT_SECONDS = 1_800;

  private final RunningSuite suite;
  private final LongSupplier steps;
  private final Duration move;
  private final long seed = number("seed", ThreadLocalRandom.current().nextInt(1_000_000));
  private final Random random = new Random(seed);
  private long mark;
  private int kills;
  private int moves;

  /**
   * @param steps how many steps of the work there were; only grows
   * @param move by which the clock goes on when nothing else does
   */
  Chaos(RunningSuite suite, LongSupplier steps, Duration move) {
    this.suite = suite;
    this.steps = steps;
    this.move = move;
  }

  /** The system property {@code chaos.name}, or what the suite takes. */
  static int number(String name, int inTheSuite) {
    return Integer.getInteger("chaos." + name, inTheSuite);
  }

  /** One line for {@code ./dev chaos} to show at its end. */
  static void report(String what) {
    System.out.println("chaos: " + what);
  }

  long seed() {
    return seed;
  }

  int kills() {
    return kills;
  }

  int moves() {
    return moves;
  }

  /** From here on steps are counted to the next kill. */
  void countFromHere() {
    mark = steps.getAsLong();
  }

  /**
   * Kills the host when from 1 to {@code most} steps were made since the last kill or {@link
   * #countFromHere}, and starts it again. Nothing is killed when all is done before.
   *
   * @param settings of the host that comes next
   */
  void killWithin(int most, Map<String, String> settings, BooleanSupplier done) {
    long moment = mark + 1 + random.nextInt(Math.max(1, most));
    boolean[] over = {false};
    goOnUntil(
        () -> over[0] || steps.getAsLong() >= moment, LOOK, () -> over[0] = done.getAsBoolean());
    if (over[0]) {
      return;
    }
    suite.suite().killHost();
    kills++;
    countFromHere();
    suite.suite().restartHost(settings);
    suite.suite().clock().moveBy(move);
  }

  /** Waits, and moves the clock at every standstill. */
  void goOnUntil(BooleanSupplier done) {
    goOnUntil(done, POLL, () -> {});
  }

  private void goOnUntil(BooleanSupplier done, Duration look, Runnable atStandstill) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    long last = steps.getAsLong();
    long since = System.nanoTime();
    while (!done.getAsBoolean()) {
      long now = System.nanoTime();
      assertThat(now).as("waited long enough, seed %d", seed).isLessThan(end);
      if (steps.getAsLong() != last) {
        last = steps.getAsLong();
        since = now;
      } else if (now - since > STANDSTILL.toNanos()) {
        suite.suite().clock().moveBy(move);
        moves++;
        since = now;
        atStandstill.run();
      }
      LockSupport.parkNanos(look.toNanos());
    }
  }
}
