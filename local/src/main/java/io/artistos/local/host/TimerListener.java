package io.artistos.local.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires one timer (contracts 4.9): at every tick, and once at start when a tick was missed. Runs
 * never overlap, long ones skip ticks, and a failed one is not repeated before the next tick. The
 * lock that keeps a timer to one instance of the app is absent: run one host for each storage.
 *
 * <p>A move of the clock is to a timer what downtime is: if it was due meanwhile it runs once, past
 * due, even when the clock was moved in the middle of a run.
 */
final class TimerListener {

  private static final Logger LOG = Logger.getLogger(TimerListener.class.getName());

  /** The clock is looked at this often, for it may have been moved, or the machine have slept. */
  private static final Duration NAP = Duration.ofMillis(200);

  /** What clock and elapsed time may differ by before it is a move: clocks are corrected, too. */
  private static final Duration CORRECTION = Duration.ofSeconds(1);

  /** Between two tries to reach the storage. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final LoadedFunction function;
  private final Schedule schedule;
  private final @Nullable TimerMonitor monitor;
  private final Invoker invoker;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable TimerStatus status;

  /** When the clock was last found to be before the next tick, or a run began. */
  private Look seen;

  /**
   * @param monitor null for a timer whose state is not kept
   */
  TimerListener(
      LoadedFunction function,
      Schedule schedule,
      @Nullable TimerMonitor monitor,
      Invoker invoker,
      Clock clock) {
    this.function = function;
    this.schedule = schedule;
    this.monitor = monitor;
    this.invoker = invoker;
    this.clock = clock;
    this.seen = Look.at(clock);
    this.thread = Thread.ofVirtual().name("timer-" + function.name()).unstarted(this::listen);
  }

  /** Listens in the background from now on. */
  void start() {
    thread.start();
  }

  /** Fires no more. */
  void stop() {
    stop.countDown();
  }

  /** After {@link #start} and {@link #stop}: waits for a run under way, at most {@code grace}. */
  void close(Duration grace) throws InterruptedException {
    if (!thread.join(grace)) {
      thread.interrupt();
    }
  }

  private void listen() {
    try {
      if (monitor != null && isPastDue(monitor)) {
        run(true);
      }
      Instant next = schedule.next(seen.unmoved(clock));
      while (awaits(next)) {
        run(seen.unmoved(clock).plus(CORRECTION).isBefore(next));
        next = schedule.next(seen.unmoved(clock));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A time of the clock, and of what cannot be moved. */
  private record Look(Instant time, long nanos) {

    static Look at(Clock clock) {
      return new Look(clock.instant(), System.nanoTime());
    }

    /** What the clock would say now had nobody moved it since. */
    Instant unmoved(Clock clock) {
      Instant now = clock.instant();
      Instant unmoved = time.plusNanos(System.nanoTime() - nanos);
      return unmoved.isBefore(now) ? unmoved : now;
    }
  }

  /** False when the host stops first. */
  private boolean awaits(Instant time) throws InterruptedException {
    while (true) {
      Look look = Look.at(clock);
      Duration left = Duration.between(look.time(), time);
      if (!left.isPositive()) {
        return stop.getCount() > 0;
      }
      seen = look;
      Duration wait = left.compareTo(NAP) < 0 ? left : NAP;
      if (stop.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
  }

  /** Reads the status, making it or putting it right when it is not of this schedule. */
  private boolean isPastDue(TimerMonitor kept) throws InterruptedException {
    while (true) {
      try {
        Instant now = clock.instant();
        TimerStatus found = kept.read();
        if (found != null && found.next().equals(schedule.next(reckonedFrom(found)))) {
          status = found;
          return now.isAfter(found.next());
        }
        status = new TimerStatus(TimerStatus.NEVER, schedule.next(now), now);
        kept.write(status);
        return false;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, function.name() + ": its status cannot be read yet", e);
        if (stop.await(AGAIN.toNanos(), TimeUnit.NANOSECONDS)) {
          return false;
        }
      }
    }
  }

  private static Instant reckonedFrom(TimerStatus status) {
    return status.last().equals(TimerStatus.NEVER) ? status.updated() : status.last();
  }

  private void run(boolean pastDue) throws InterruptedException {
    seen = Look.at(clock);
    Instant time = seen.time();
    String parameter = TimerStatus.parameter(status, pastDue);
    // A failure is in the log; the next tick is the next try.
    var unused = invoker.run(function, TextInput.of(parameter));
    if (monitor != null) {
      status = new TimerStatus(time, schedule.next(time), time);
      try {
        monitor.write(status);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, function.name() + ": its status was not written", e);
      }
    }
  }
}
