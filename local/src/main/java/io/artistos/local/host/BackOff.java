package io.artistos.local.host;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between tries: the least time, then about twice as long each time, up to the
 * most, as RandomizedExponentialBackoffStrategy of azure-webjobs-sdk reckons. Not thread-safe.
 */
final class BackOff {

  private static final double JITTER = 0.2;

  private final Duration least;
  private final Duration most;
  private final RandomGenerator random;
  private int tries;

  BackOff(Duration least, Duration most, RandomGenerator random) {
    this.least = least;
    this.most = most;
    this.random = random;
  }

  /** The next wait; the same every time where least and most are. */
  Duration next() {
    double factor = 0;
    if (tries > 0) {
      double jitter = 1 - JITTER + 2 * JITTER * random.nextDouble();
      factor = jitter * Math.pow(2, tries - 1);
    }
    tries++;
    double millis = least.toMillis() * (1 + factor);
    return millis < most.toMillis() ? Duration.ofMillis((long) millis) : most;
  }

  /** Begins with the least again. */
  void reset() {
    tries = 0;
  }
}
