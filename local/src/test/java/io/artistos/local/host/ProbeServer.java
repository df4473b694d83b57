package io.artistos.local.host;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Hears what the sample app reports and tells it how to go on. */
final class ProbeServer implements AutoCloseable {

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile CyclicBarrier gate = new CyclicBarrier(1);
  private volatile Predicate<String> fails = event -> false;
  private volatile Predicate<String> waits = event -> false;
  private final LocalHttpServer server =
      LocalHttpServer.start(
          0,
          null,
          request -> {
            String event = request.text();
            boolean fail = fails.test(event);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
              events.add(event);
              if (waits.test(event)) {
                released.await();
              }
              gate.await();
            } finally {
              now.decrementAndGet();
            }
            return Response.text(200, fail ? "fail" : "go on");
          });

  URI uri() {
    return server.uri();
  }

  /** Everything reported so far. */
  List<String> events() {
    return events;
  }

  /** Waits until {@code count} events were reported, and gives them all. */
  List<String> await(int count) {
    Await.until(() -> events.size() >= count, () -> count + " events, there are " + events);
    return events;
  }

  /** Events that make the function throw. */
  ProbeServer fail(Predicate<String> which) {
    fails = which;
    return this;
  }

  /** Events that hold the function until {@link #release}. */
  ProbeServer hold(Predicate<String> which) {
    waits = which;
    return this;
  }

  /** Lets events go only {@code count} at a time. */
  void gate(int count) {
    gate = new CyclicBarrier(count);
  }

  /** How many events were under way at once. */
  int mostAtOnce() {
    return most.get();
  }

  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    server.close();
  }
}
