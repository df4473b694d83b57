package io.artistos.local.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires one timer (contracts 4.9): at every tick, and once at start when a tick was missed. Runs
 * never overlap, long ones skip ticks, and a failed one is not repeated before the next tick,
 * unless a retry policy says so. Of several hosts on one storage the one with the lock does all
 * this.
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
  private final TimerLock lock;
  private final Duration lockInterval;
  private final Invoker invoker;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable TimerStatus status;

  /** When the clock was last found to be before the next tick, or a run began. */
  private Look seen;

  /**
   * @param monitor null for a timer whose state is not kept
   * @param lockInterval how often to ask for the lock while another has it
   */
  TimerListener(
      LoadedFunction function,
      Schedule schedule,
      @Nullable TimerMonitor monitor,
      TimerLock lock,
      Duration lockInterval,
      Invoker invoker,
      Clock clock) {
    this.function = function;
    this.schedule = schedule;
    this.monitor = monitor;
    this.lock = lock;
    this.lockInterval = lockInterval;
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
    try (lock) {
      while (awaitsLock()) {
        tick();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the host stops or the lock is lost. */
  private void tick() throws InterruptedException {
    if (monitor != null && isPastDue(monitor)) {
      run(true);
    }
    Instant next = schedule.next(seen.unmoved(clock));
    while (awaits(next)) {
      run(seen.unmoved(clock).plus(CORRECTION).isBefore(next));
      next = schedule.next(seen.unmoved(clock));
    }
  }

  /** False when the host stops first. */
  private boolean awaitsLock() throws InterruptedException {
    boolean waited = false;
    while (stop.getCount() > 0 && !lock.take()) {
      waited = true;
      stop.await(lockInterval.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (waited) {
      // What was due meanwhile was another's.
      seen = Look.at(clock);
    }
    return stop.getCount() > 0;
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

  /** False when the host stops or the lock is lost first. */
  private boolean awaits(Instant time) throws InterruptedException {
    while (true) {
      Look look = Look.at(clock);
      Duration left = Duration.between(look.time(), time);
      if (!lock.isHeld()) {
        return false;
      }
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

  /** A failure is in the log. After the last retry the next tick is the next try. */
  private void runWithRetries(TriggerInput input) throws InterruptedException {
    Retry retry = function.retry();
    BackOff backOff = retry.backOff();
    Outcome outcome = invoker.run(function, input, new Retried(0, retry.most(), null));
    for (int retries = 0; retry.isAllowedAfter(retries); retries++) {
      Throwable failure = failure(outcome);
      if (failure == null || stop.await(backOff.next().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      Retried retried = new Retried(retries + 1, retry.most(), failure);
      outcome = invoker.run(function, input, retried);
    }
  }

  private static @Nullable Throwable failure(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded done -> null;
      case Outcome.Failed failed -> failed.cause();
      case Outcome.TimedOut late -> new TimeoutException("functionTimeout");
    };
  }

  private static Instant reckonedFrom(TimerStatus status) {
    return status.last().equals(TimerStatus.NEVER) ? status.updated() : status.last();
  }

  private void run(boolean pastDue) throws InterruptedException {
    seen = Look.at(clock);
    Instant time = seen.time();
    String parameter = TimerStatus.parameter(status, pastDue);
    runWithRetries(TextInput.of(parameter));
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
