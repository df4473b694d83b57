package io.artistos.local.host;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions on the worker, and starts another worker when one takes longer than
 * functionTimeout: the old one is killed, and all that ran in it with it (contracts 4.10). Azure
 * ends a process there; here it is the app's class loader, so that statics and singletons are new.
 */
final class Invoker {

  private static final Logger LOG = Logger.getLogger(Invoker.class.getName());

  private final Supplier<Worker> workers;
  private final @Nullable Duration timeout;
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
  private Worker worker;

  /**
   * @param workers starts a worker
   * @param timeout functionTimeout; null for none
   */
  Invoker(Supplier<Worker> workers, @Nullable Duration timeout) {
    this.workers = workers;
    this.timeout = timeout;
    this.worker = workers.get();
  }

  /** Runs the function and waits for its end; logs one line, and the cause when it failed. */
  Outcome run(LoadedFunction function, TriggerInput input) throws InterruptedException {
    return run(function, input, Retried.NOT);
  }

  /** Runs the function again after a failure, or for the first time. */
  Outcome run(LoadedFunction function, TriggerInput input, Retried retried)
      throws InterruptedException {
    Invocation context = new Invocation(function.name(), input, retried);
    long start = System.nanoTime();
    Worker used;
    Future<@Nullable Object> call;
    synchronized (this) {
      used = worker;
      call = used.submit(function.name(), input, context);
    }
    try {
      Object value =
          timeout == null ? call.get() : call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      log(Level.INFO, context, "Succeeded", start, null);
      return new Outcome.Succeeded(value);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      log(Level.SEVERE, context, "Failed", start, cause);
      return new Outcome.Failed(cause);
    } catch (TimeoutException e) {
      log(Level.SEVERE, context, "Timed out after functionTimeout", start, null);
      call.cancel(true);
      restart(used);
      return new Outcome.TimedOut();
    } catch (CancellationException e) {
      log(Level.SEVERE, context, "Failed, its worker was restarted", start, null);
      return new Outcome.Failed(e);
    } catch (InterruptedException e) {
      call.cancel(true);
      log(Level.SEVERE, context, "Cut off", start, null);
      throw e;
    } finally {
      used.forget(context);
    }
  }

  /** Runs the function and does not wait. */
  Future<Outcome> start(LoadedFunction function, TriggerInput input) {
    return waiting.submit(() -> run(function, input));
  }

  /** Lets what is running finish for at most {@code grace}, then cuts it off. */
  void close(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    waiting.shutdown();
    try {
      boolean done = waiting.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
      LOG.log(done ? Level.FINE : Level.WARNING, "all invocations are over: {0}", done);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Worker last;
    synchronized (this) {
      last = worker;
    }
    last.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    waiting.shutdownNow();
  }

  /** Several may run out of time in one worker: it is replaced once. */
  private synchronized void restart(Worker late) {
    if (worker == late) {
      LOG.warning("the worker is restarted, and what runs in it is lost");
      try {
        worker = workers.get();
      } finally {
        late.kill();
      }
    }
  }

  private static void log(
      Level level, Invocation context, String outcome, long start, @Nullable Throwable cause) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String line =
        "Executed '%s' (%s, Id=%s, Duration=%dms)"
            .formatted(context.getFunctionName(), outcome, context.getInvocationId(), millis);
    LOG.log(level, line, cause);
  }
}
