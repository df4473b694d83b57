package io.artistos.shared.spotify;

import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.SpotifyPullMessage;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says that a pull is due. The connection's item says so already, so a message that cannot be sent
 * is no loss: the hourly sweep finds the item. Thread-safe.
 */
public final class SpotifyPullQueue {

  private static final Logger LOG = Logger.getLogger(SpotifyPullQueue.class.getName());

  /** The longest that a message can wait (Queue Storage). */
  private static final Duration MOST = Duration.ofDays(7);

  private final MessageQueue queue;

  public SpotifyPullQueue(MessageQueue queue) {
    this.queue = queue;
  }

  void send(TenantId tenant, LocalDate day, Duration delay) {
    Duration wait = delay.isNegative() ? Duration.ZERO : delay;
    try {
      queue.send(new SpotifyPullMessage(tenant, day, null), wait.compareTo(MOST) > 0 ? MOST : wait);
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "pull not enqueued, left to the sweeper; tenant=" + tenant, e);
    }
  }
}
