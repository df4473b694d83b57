package io.artistos.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** Closed load: each client asks again as soon as it is answered. */
final class Load {

  private static final long MOST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;
  private static final int DIGITS = 3;

  /** One request, answered with success or an exception. */
  @FunctionalInterface
  interface Operation {
    void run() throws Exception;
  }

  private final Operation operation;
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<String> failure = new AtomicReference<>("");

  private Load(Operation operation) {
    this.operation = operation;
  }

  /** Runs {@code clients} threads for about {@code time}; what is under way then is finished. */
  static Round run(Operation operation, int clients, Duration time) throws InterruptedException {
    return new Load(operation).run(clients, time);
  }

  private Round run(int clients, Duration time) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Histogram histogram = histogram();
      histograms.add(histogram);
      threads.add(Thread.ofPlatform().start(() -> client(go, time, histogram)));
    }
    long start = System.nanoTime();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    long nanos = System.nanoTime() - start;
    Histogram all = histogram();
    histograms.forEach(all::add);
    return new Round(failed.get(), nanos, all, failure.get());
  }

  /** Stops at its first failure: the run is void then. */
  private void client(CountDownLatch go, Duration time, Histogram histogram) {
    try {
      go.await();
      long end = System.nanoTime() + time.toNanos();
      for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
        operation.run();
        long micros = (System.nanoTime() - start) / 1_000;
        histogram.recordValue(Math.min(micros, MOST_MICROS));
      }
    } catch (Throwable e) {
      // Errors too: a client that went away unseen would leave a rate that looks right.
      failed.incrementAndGet();
      failure.compareAndSet("", e.toString());
    }
  }

  private static Histogram histogram() {
    return new Histogram(MOST_MICROS, DIGITS);
  }
}
