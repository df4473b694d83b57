package io.artistos.local.host;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps a message hidden while it runs, by renewing its invisibility at half of it. */
final class QueueLease implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(QueueLease.class.getName());

  private final QueueClient queue;
  private final QueueMessageItem message;
  private final Duration invisibility;
  private final ScheduledFuture<?> renewals;
  private String receipt;
  private boolean ended;

  QueueLease(
      QueueClient queue,
      QueueMessageItem message,
      Duration invisibility,
      ScheduledExecutorService scheduler) {
    this.queue = queue;
    this.message = message;
    this.invisibility = invisibility;
    this.receipt = message.getPopReceipt();
    long half = invisibility.toMillis() / 2;
    this.renewals =
        scheduler.scheduleWithFixedDelay(this::renew, half, half, TimeUnit.MILLISECONDS);
  }

  /** Ends the renewals and gives the receipt that is good now. */
  synchronized String end() {
    ended = true;
    renewals.cancel(false);
    return receipt;
  }

  @Override
  public void close() {
    end();
  }

  private synchronized void renew() {
    if (ended) {
      return;
    }
    try {
      receipt =
          queue
              .updateMessage(
                  message.getMessageId(), receipt, message.getBody().toString(), invisibility)
              .getPopReceipt();
    } catch (RuntimeException e) {
      // The run goes on; the message may be seen by another before it ends.
      LOG.log(Level.WARNING, message.getMessageId() + ": its invisibility was not renewed", e);
    }
  }
}
