package io.artistos.shared.fans;

import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says that a fan has mail due. The fan's item says so already, so a message that cannot be sent is
 * no loss: the sweeper finds the item and asks again. Thread-safe.
 */
public final class FanMailQueue {

  /** Nothing can wait longer; the sweeper asks for what is due later still. */
  private static final Duration MOST_DELAY = Duration.ofDays(7);

  private final MessageQueue queue;

  public FanMailQueue(MessageQueue queue) {
    this.queue = queue;
  }

  void send(TenantId tenant, String fanId, @Nullable String traceParent) {
    send(tenant, fanId, traceParent, Duration.ZERO);
  }

  void send(TenantId tenant, String fanId, @Nullable String traceParent, Duration delay) {
    Duration possible = delay.compareTo(MOST_DELAY) > 0 ? MOST_DELAY : delay;
    queue.offer(
        new FanMailMessage(tenant, fanId, traceParent), possible, "fan mail; tenant=" + tenant);
  }
}
