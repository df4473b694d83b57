package io.artistos.local.host;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueMessageItem;
import io.artistos.local.host.HostJson.QueueOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one message of a queue (contracts 4.8): it runs while its invisibility is
 * renewed, is deleted when the run succeeded, is shown again when it failed, and goes to {@code
 * <queue>-poison} when it failed too often or cannot be decoded.
 */
final class QueueMessages {

  private static final Logger LOG = Logger.getLogger(QueueMessages.class.getName());

  private static final String POISON = "-poison";
  private static final int LONGEST_NAME = 63;

  private final LoadedFunction function;
  private final Invoker invoker;
  private final QueueClient queue;
  private final @Nullable QueueClient poison;
  private final QueueOptions options;
  private final Duration invisibility;
  private final ScheduledExecutorService scheduler;
  private final Consumer<String> written;

  /**
   * @param invisibility how long a message is hidden; renewed at half of it
   * @param written told the name of a queue that this puts a message into
   */
  QueueMessages(
      LoadedFunction function,
      Invoker invoker,
      QueueServiceClient service,
      String queueName,
      QueueOptions options,
      Duration invisibility,
      ScheduledExecutorService scheduler,
      Consumer<String> written) {
    this.function = function;
    this.invoker = invoker;
    this.queue = service.getQueueClient(queueName);
    boolean none =
        queueName.endsWith(POISON) || queueName.length() + POISON.length() > LONGEST_NAME;
    this.poison = none ? null : service.getQueueClient(queueName + POISON);
    this.options = options;
    this.invisibility = invisibility;
    this.scheduler = scheduler;
    this.written = written;
  }

  void run(QueueMessageItem message) throws InterruptedException {
    String text = decode(message);
    if (text == null) {
      // Without a poison queue it stays hidden: showing it at once would be an endless loop.
      moveToPoison(message, message.getPopReceipt(), "is no valid base64");
      return;
    }
    if (message.getDequeueCount() > options.maxDequeueCount()) {
      moveToPoison(message, message.getPopReceipt(), "was fetched too often without an end");
      return;
    }
    Outcome outcome;
    String receipt;
    try (QueueLease lease = new QueueLease(queue, message, invisibility, scheduler)) {
      outcome = invoker.run(function, QueueInput.of(message, text));
      receipt = lease.end();
    }
    if (outcome instanceof Outcome.Succeeded) {
      if (options.duplicates() && message.getDequeueCount() == 1) {
        show(message, receipt, Duration.ZERO);
      } else {
        queue.deleteMessage(message.getMessageId(), receipt);
      }
    } else if (poison != null) {
      if (message.getDequeueCount() >= options.maxDequeueCount()) {
        moveToPoison(message, receipt, "failed " + message.getDequeueCount() + " times");
      } else {
        show(message, receipt, options.visibilityTimeout());
      }
    }
  }

  private void show(QueueMessageItem message, String receipt, Duration in) {
    queue.updateMessage(message.getMessageId(), receipt, message.getBody().toString(), in);
  }

  private void moveToPoison(QueueMessageItem message, String receipt, String why) {
    LOG.warning(
        "%s: message %s of %s %s"
            .formatted(function.name(), message.getMessageId(), queue.getQueueName(), why));
    if (poison != null) {
      poison.createIfNotExists();
      poison.sendMessage(message.getBody());
      queue.deleteMessage(message.getMessageId(), receipt);
      written.accept(poison.getQueueName());
    }
  }

  private @Nullable String decode(QueueMessageItem message) {
    String body = message.getBody().toString();
    if (!options.base64()) {
      return body;
    }
    try {
      // .NET's decoder passes over white space.
      byte[] bytes = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Said by the caller, with the message's id; the body is nobody's to log.
      return null;
    }
  }
}
