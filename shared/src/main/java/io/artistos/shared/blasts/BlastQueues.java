package io.artistos.shared.blasts;

import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says what there is to do for blasts. The items say so already: a message that cannot be sent is
 * no loss, the sweeper asks again. Thread-safe.
 */
public final class BlastQueues {

  private static final Logger LOG = Logger.getLogger(BlastQueues.class.getName());

  /** {@link BlastMessage#from} of a blast that is to be cut. */
  static final int CUT = -1;

  /** Azure's limit is 7 days; what is due later is put off once more when it comes. */
  private static final Duration LONGEST = Duration.ofDays(6);

  private final MessageQueue blasts;
  private final MessageQueue chunks;

  public BlastQueues(MessageQueue blasts, MessageQueue chunks) {
    this.blasts = blasts;
    this.chunks = chunks;
  }

  void cut(TenantId tenant, String blast) {
    send(blasts, new BlastMessage(tenant, blast, CUT), Duration.ZERO, tenant);
  }

  void openChunks(TenantId tenant, String blast, int from) {
    send(blasts, new BlastMessage(tenant, blast, from), Duration.ZERO, tenant);
  }

  void chunk(TenantId tenant, String blast, int n, Duration delay) {
    Duration whole = delay.isNegative() ? Duration.ZERO : delay;
    Duration bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
    // Whole seconds, rounded down: what is due within one comes at once, in the order of a rate.
    Duration seconds = Duration.ofSeconds(bounded.toSeconds());
    send(chunks, new BlastChunkMessage(tenant, blast, n), seconds, tenant);
  }

  private static void send(MessageQueue queue, Object message, Duration delay, TenantId tenant) {
    try {
      queue.send(message, delay);
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "blast not enqueued, left to the sweeper; tenant=" + tenant, e);
    }
  }
}
