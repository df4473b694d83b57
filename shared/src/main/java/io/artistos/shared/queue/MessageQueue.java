package io.artistos.shared.queue;

import com.azure.core.credential.TokenCredential;
import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Json;
import java.net.URI;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends messages to one queue, as JSON in base64, which the host expects. Thread-safe. */
public final class MessageQueue {

  private static final Logger LOG = Logger.getLogger(MessageQueue.class.getName());

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final QueueClient client;

  /**
   * @param service the account's queue endpoint
   */
  public MessageQueue(URI service, TokenCredential credential, Queues queue) {
    this.client =
        new QueueClientBuilder()
            .endpoint(service.toString())
            .queueName(queue.id())
            .credential(credential)
            .messageEncoding(QueueMessageEncoding.BASE64)
            .buildClient();
  }

  /** One request; the message can be received at once. */
  public void send(Object message) {
    send(message, Duration.ZERO);
  }

  /**
   * One request.
   *
   * @param delay until it can be received, at most 7 days
   * @throws Unavailable when the queue does not take it
   */
  public void send(Object message, Duration delay) {
    try {
      // Never expires: a message that waited too long must be seen, not vanish.
      client.sendMessageWithResponse(
          Json.write(message), delay, Duration.ofSeconds(-1), TIMEOUT, Context.NONE);
    } catch (RuntimeException e) {
      // The SDK's time-out and token failures are plain RuntimeExceptions.
      throw new Unavailable("the queue", Duration.ofSeconds(5), e);
    }
  }

  /**
   * The same for what is written down as due in an item: a message that is not taken is no loss, a
   * sweeper finds the item and asks again. Fails never.
   *
   * @param what for the log: ids only
   */
  public void offer(Object message, Duration delay, String what) {
    try {
      send(message, delay);
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, what + " not enqueued, left to the sweeper", e);
    }
  }
}
