package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import io.artistos.local.azurite.Azurite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queue triggers on a real Azurite (contracts 4.8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueTriggerTest {

  private Azurite azurite;
  private QueueServiceClient service;
  private ProbeServer probe;
  private PackedApp app;
  private String name;
  private @Nullable FunctionsHost host;

  @BeforeAll
  void startAzurite(@TempDir Path data) {
    azurite = Azurite.start(new Azurite.Options(Path.of("node_modules"), data, 0, 0, 0, null));
    service =
        new QueueServiceClientBuilder()
            .connectionString(azurite.connectionString())
            .messageEncoding(QueueMessageEncoding.BASE64)
            .buildClient();
  }

  @AfterAll
  void stopAzurite() {
    azurite.close();
  }

  @BeforeEach
  void prepare(@TempDir Path folder, TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    probe = new ProbeServer();
    app =
        new PackedApp(folder)
            .probe(probe)
            .setting("AzureWebJobsStorage", azurite.connectionString());
    hostJson("\"maxDequeueCount\":2");
  }

  @AfterEach
  void stop() {
    probe.release();
    if (host != null) {
      host.close();
      host = null;
    }
    probe.close();
  }

  @Test
  void aMessageIsHandedOverAndDeleted() {
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("{\"blast\":\"é\"}");
    start(app.queue("Work", name, "work"));
    assertThat(probe.await(1)).containsExactly("Work: {\"blast\":\"é\"}");
    awaitEmpty(queue);
  }

  @Test
  void itWaitsQuietlyForAQueueAndDoesNotMakeIt() {
    QueueClient other = service.createQueue(name + "-other");
    try (LogLines log = new LogLines(QueueListener.class)) {
      start(app.queue("Work", name, "work").queue("Other", name + "-other", "work"));
      other.sendMessage("1");
      probe.await(1);
      assertThat(exists(name)).isFalse();

      service.createQueue(name).sendMessage("2");

      assertThat(probe.await(2)).contains("Work: 2");
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void afterTheLastTryAMessageGoesToThePoisonQueueAndItsTrigger() {
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("bad");
    probe.fail(event -> event.startsWith("Work"));
    app.queue("Work", name, "work").queue("Poison", name + "-poison", "work");
    start(app);
    assertThat(probe.await(3)).containsExactly("Work: bad", "Work: bad", "Poison: bad");
    awaitEmpty(queue);
    awaitEmpty(service.getQueueClient(name + "-poison"));
  }

  @Test
  void aMessageFetchedTooOftenBeforeIsPoisonWithoutARun() {
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("crashed");
    for (int i = 0; i < 2; i++) {
      QueueMessageItem item = queue.receiveMessage();
      queue.updateMessage(
          item.getMessageId(), item.getPopReceipt(), item.getBody().toString(), Duration.ZERO);
    }
    app.queue("Work", name, "work").queue("Poison", name + "-poison", "work");
    start(app);
    assertThat(probe.await(1)).containsExactly("Poison: crashed");
  }

  @Test
  void aMessageThatIsNoBase64IsPoisonAtOnce() {
    service.createQueue(name);
    QueueClient raw =
        new QueueServiceClientBuilder()
            .connectionString(azurite.connectionString())
            .buildClient()
            .getQueueClient(name);
    raw.sendMessage("{\"not\":\"base64\"}");
    start(app.queue("Work", name, "work"));
    awaitEmpty(raw);
    assertThat(probe.events()).isEmpty();
    assertThat(
            new QueueServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .getQueueClient(name + "-poison")
                .receiveMessage()
                .getBody())
        .hasToString("{\"not\":\"base64\"}");
  }

  @Test
  void aFailingMessageOfAPoisonQueueStaysWhereItIs() {
    QueueClient queue = service.createQueue("x-poison");
    queue.sendMessage("bad");
    probe.fail(event -> true);
    hostJson("\"maxDequeueCount\":1");
    try (LogLines log = new LogLines(Invoker.class)) {
      start(app.queue("Poison", "x-poison", "work"));
      Await.until(() -> !log.lines().isEmpty(), () -> "the failure");
    }
    stop();
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isEqualTo(1);
    assertThat(exists("x-poison-poison")).isFalse();
  }

  @Test
  void aFailedMessageIsHiddenForTheVisibilityTimeout() {
    hostJson("\"visibilityTimeout\":\"00:10:00\"");
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("bad");
    probe.fail(event -> true);
    start(app.queue("Work", name, "work"));
    probe.await(1);
    stop();
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isEqualTo(1);
    assertThat(queue.peekMessages(1, null, null)).isEmpty();
    assertThat(probe.events()).hasSize(1);
  }

  @Test
  void aQueueWithTooLongANameHasNoPoisonQueue() {
    String longName = "q".repeat(57);
    QueueClient queue = service.createQueue(longName);
    queue.sendMessage("bad");
    probe.fail(event -> true);
    hostJson("\"maxDequeueCount\":1");
    try (LogLines log = new LogLines(QueueListener.class)) {
      start(app.queue("Work", longName, "work"));
      probe.await(1);
      stop();
      assertThat(log.lines()).isEmpty();
    }
    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isEqualTo(1);
  }

  @Test
  void aRetryPolicyOfAQueueIsIgnored() {
    service.createQueue(name).sendMessage("bad");
    probe.fail(event -> event.startsWith("Work"));
    app.queue(
        "Work",
        name,
        "work",
        Map.of("strategy", "fixedDelay", "maxRetryCount", 5, "delayInterval", "00:00:00"));
    start(app.queue("Poison", name + "-poison", "work"));
    assertThat(probe.await(3)).containsExactly("Work: bad", "Work: bad", "Poison: bad");
  }

  @Test
  void messagesCanBeDeliveredTwice() {
    app.setting("LOCAL_HOST_QUEUE_DUPLICATES", "true");
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("again");
    start(app.queue("Work", name, "work"));
    assertThat(probe.await(2)).containsExactly("Work: again", "Work: again");
    awaitEmpty(queue);
  }

  @Test
  void aMessageHoldsUpTo48KiB() {
    QueueClient queue = service.createQueue(name);
    String largest = "x".repeat(48 * 1024);
    queue.sendMessage(largest);
    assertThatThrownBy(() -> queue.sendMessage(largest + "x"))
        .isInstanceOf(QueueStorageException.class);
    start(app.queue("Work", name, "work"));
    assertThat(probe.await(1)).containsExactly("Work: " + largest);
  }

  @Test
  void withEncodingNoneTextIsText() {
    hostJson("\"messageEncoding\":\"none\"");
    service.createQueue(name);
    new QueueServiceClientBuilder()
        .connectionString(azurite.connectionString())
        .buildClient()
        .getQueueClient(name)
        .sendMessage("plain <text>");
    start(app.queue("Work", name, "work"));
    assertThat(probe.await(1)).containsExactly("Work: plain <text>");
  }

  @Test
  void metadataIsBoundByName() {
    String id = service.createQueue(name).sendMessage("not json").getMessageId();
    start(app.queue("Named", name, "named"));
    assertThat(probe.await(1)).containsExactly(id + " 1 true");
  }

  @Test
  void membersOfAJsonMessageHideTheMetadata() {
    service.createQueue(name).sendMessage("{\"id\":\"mine\",\"dequeuecount\":42}");
    start(app.queue("Named", name, "named"));
    assertThat(probe.await(1)).containsExactly("mine 42 true");
  }

  @Test
  void atMostBatchSizeAndThresholdRunAtOnce() {
    hostJson("\"batchSize\":2,\"newBatchThreshold\":1");
    QueueClient queue = service.createQueue(name);
    for (int i = 0; i < 8; i++) {
      queue.sendMessage("m" + i);
    }
    // Lets them go two by two: one at a time would never finish.
    probe.gate(2);
    start(app.queue("Work", name, "work"));
    probe.await(8);
    assertThat(probe.mostAtOnce()).isBetween(2, 3);
  }

  @Test
  void aLongRunKeepsItsMessageHidden() {
    app.setting("LOCAL_HOST_QUEUE_INVISIBILITY", "00:00:02");
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("long");
    probe.hold(event -> true);
    start(app.queue("Work", name, "work"));
    probe.await(1);
    Instant hiddenTwice = Instant.now().plusSeconds(5);
    Await.until(() -> Instant.now().isAfter(hiddenTwice), () -> "two and a half times 2 s");
    assertThat(probe.events()).hasSize(1);

    probe.release();

    awaitEmpty(queue);
    assertThat(probe.events()).hasSize(1);
  }

  @Test
  void closingLetsARunningMessageFinish() {
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("last");
    probe.hold(event -> true);
    FunctionsHost running = start(app.queue("Work", name, "work"));
    probe.await(1);

    CompletableFuture<Void> closed = CompletableFuture.runAsync(running::close);
    probe.release();
    closed.join();

    assertThat(queue.getProperties().getApproximateMessagesCountLong()).isZero();
  }

  @Test
  void itCanBeRunByHand() {
    FunctionsHost running = start(app.queue("Work", name, "work"));
    var answer =
        Caller.of(running)
            .post(
                "/admin/functions/work",
                "{\"input\":\"by hand\"}",
                "x-functions-key",
                PackedApp.MASTER);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(probe.await(1)).containsExactly("Work: by hand");
  }

  @Test
  void aDisabledFunctionIsNotListenedFor() {
    QueueClient queue = service.createQueue(name);
    queue.sendMessage("for the enabled one");
    app.queue("Off", name, "work").queue("On", name, "work");
    start(app.setting("AzureWebJobs.Off.Disabled", "true"));
    assertThat(probe.await(1)).containsExactly("On: for the enabled one");
  }

  @Test
  void aConnectionThatIsNotSetIsRefused(@TempDir Path folder) {
    PackedApp without = new PackedApp(folder).queue("Work", "%QUEUE%", "work");

    assertThatThrownBy(without::start).hasMessageContaining("Work: no setting QUEUE");
    assertThatThrownBy(without.setting("QUEUE", "q")::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("Work: no setting AzureWebJobsStorage");
  }

  private FunctionsHost start(PackedApp packed) {
    host = packed.start();
    return host;
  }

  private void hostJson(String queues) {
    app.hostJson(
        "{\"version\":\"2.0\",\"extensions\":{\"queues\":{\"maxPollingInterval\":\"00:00:00.2\","
            + queues
            + "}}}");
  }

  /** Asks for the queue itself: Azurite 3.37.0 answers 400 to the SDK's listQueues. */
  private boolean exists(String queueName) {
    try {
      service.getQueueClient(queueName).getProperties();
      return true;
    } catch (QueueStorageException e) {
      assertThat(e.getErrorCode()).isEqualTo(QueueErrorCode.QUEUE_NOT_FOUND);
      return false;
    }
  }

  private static void awaitEmpty(QueueClient queue) {
    Await.until(
        () -> queue.getProperties().getApproximateMessagesCountLong() == 0, () -> "an empty queue");
  }
}
