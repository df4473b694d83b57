package io.artistos.local.host;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import io.artistos.local.host.HostJson.QueueOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fetches the messages of one queue and has each run (contracts 4.8). It waits longer and longer
 * while the queue is empty or is not there, and never makes the queue.
 */
final class QueueListener {

  private static final Logger LOG = Logger.getLogger(QueueListener.class.getName());

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

  private final QueueClient queue;
  private final QueueOptions options;
  private final Duration invisibility;
  private final QueueMessages messages;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger running = new AtomicInteger();
  private final Semaphore wakeUps = new Semaphore(0);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private boolean reachable = true;

  /**
   * @param invisibility how long a message is hidden once it is fetched
   * @param messages runs one message
   */
  QueueListener(
      QueueServiceClient service,
      String queueName,
      QueueOptions options,
      Duration invisibility,
      QueueMessages messages) {
    this.queue = service.getQueueClient(queueName);
    this.options = options;
    this.invisibility = invisibility;
    this.messages = messages;
  }

  String queueName() {
    return queue.getQueueName();
  }

  /** Listens in the background from now on. */
  void start() {
    executor.execute(this::listen);
  }

  /** Looks again at once: a message may have come, or a run may have ended. */
  void wake() {
    wakeUps.release();
  }

  /** Fetches no more. */
  void stop() {
    stopping = true;
    wake();
  }

  /**
   * After {@link #start} and {@link #stop}: lets messages under way finish within {@code grace}.
   */
  void close(Duration grace) throws InterruptedException {
    // What the last fetch brought is run too: it is hidden from everybody else.
    boolean done = ended.await(grace.toNanos(), TimeUnit.NANOSECONDS);
    executor.shutdown();
    if (!done || !executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.warning(queueName() + ": messages are cut off, they come again when their time is up");
    }
    executor.shutdownNow();
  }

  private void listen() {
    BackOff backOff =
        new BackOff(SHORTEST_WAIT, options.maxPollingInterval(), ThreadLocalRandom.current());
    try {
      while (!stopping) {
        if (running.get() > options.newBatchThreshold()) {
          // Whoever finishes wakes us.
          sleep(options.maxPollingInterval());
          continue;
        }
        List<QueueMessageItem> batch = receive();
        batch.forEach(this::run);
        if (!batch.isEmpty() || sleep(backOff.next())) {
          backOff.reset();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private boolean sleep(Duration wait) throws InterruptedException {
    boolean woken = wakeUps.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    wakeUps.drainPermits();
    return woken;
  }

  /** Nothing too when the queue is not there or the storage is out of reach for now. */
  private List<QueueMessageItem> receive() {
    try {
      List<QueueMessageItem> batch =
          queue.receiveMessages(options.batchSize(), invisibility, null, Context.NONE).stream()
              .toList();
      reachable = true;
      return batch;
    } catch (QueueStorageException e) {
      if (QueueErrorCode.QUEUE_NOT_FOUND.equals(e.getErrorCode())) {
        return List.of();
      }
      return unreachable(e);
    } catch (RuntimeException e) {
      return unreachable(e);
    }
  }

  /** Tells it once, not at every try. */
  private List<QueueMessageItem> unreachable(RuntimeException e) {
    LOG.log(reachable ? Level.WARNING : Level.FINE, queueName() + " cannot be read", e);
    reachable = false;
    return List.of();
  }

  private void run(QueueMessageItem message) {
    running.incrementAndGet();
    executor.execute(
        () -> {
          try {
            messages.run(message);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            // The message stays hidden until its time is up, and comes again.
            LOG.log(Level.WARNING, queueName() + ": " + message.getMessageId() + " is left", e);
          } finally {
            running.decrementAndGet();
            wake();
          }
        });
  }
}
