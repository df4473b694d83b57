package io.artistos.local.host;

import com.azure.storage.queue.models.QueueMessageItem;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** What a queue function is given (contracts 4.8): the text, and the message's data by name. */
final class QueueInput {

  private static final Duration LIFE = Duration.ofDays(7);

  private QueueInput() {}

  /** Of a message and its decoded text. */
  static TriggerInput of(QueueMessageItem message, String text) {
    return input(
        text,
        message.getMessageId(),
        message.getDequeueCount(),
        message.getPopReceipt(),
        message.getInsertionTime(),
        message.getExpirationTime(),
        message.getTimeNextVisible());
  }

  /** Of a manual run, where there is no message: as if it had just come out of the queue. */
  static TriggerInput byHand(String text, Clock clock) {
    OffsetDateTime now = OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    return input(text, UUID.randomUUID().toString(), 1, "", now, now.plus(LIFE), now);
  }

  private static TriggerInput input(
      String text,
      String id,
      long dequeueCount,
      String popReceipt,
      OffsetDateTime inserted,
      OffsetDateTime expires,
      OffsetDateTime nextVisible) {
    BindingData data =
        new BindingData.Builder()
            .put("QueueTrigger", text)
            .put("Id", id)
            .put("DequeueCount", JsonNodeFactory.instance.numberNode(dequeueCount))
            .put("PopReceipt", popReceipt)
            .put("InsertionTime", time(inserted))
            .put("ExpirationTime", time(expires))
            .put("NextVisibleTime", time(nextVisible))
            .putMembers(text, true)
            .build();
    return new TextInput(text, data);
  }

  private static String time(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
