package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import io.artistos.local.azurite.Azurite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one storage share the work (contracts 4.8 and 4.9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoHostsTest {

  private static final String EVERY_SECOND = "* * * * * *";

  private Azurite azurite;
  private QueueServiceClient queues;

  @BeforeAll
  void startAzurite(@TempDir Path data) {
    azurite = Azurite.start(new Azurite.Options(Path.of("node_modules"), data, 0, 0, 0, null));
    queues =
        new QueueServiceClientBuilder()
            .connectionString(azurite.connectionString())
            .messageEncoding(QueueMessageEncoding.BASE64)
            .buildClient();
  }

  @AfterAll
  void stopAzurite() {
    azurite.close();
  }

  @Test
  void bothTakeMessagesAndEachRunsOnce(@TempDir Path one, @TempDir Path two) {
    QueueClient queue = queues.createQueue("shared");
    List<String> texts = IntStream.range(0, 20).mapToObj(i -> "Work: " + i).toList();
    texts.forEach(text -> queue.sendMessage(text.substring("Work: ".length())));
    try (ProbeServer probe = new ProbeServer()) {
      // Two at once or none, and a host runs one at a time: it takes both.
      probe.gate(2);
      try (FunctionsHost first = app(one, probe).queue("Work", "shared", "work").start();
          FunctionsHost second = app(two, probe).queue("Work", "shared", "work").start()) {
        assertThat(first.uri()).isNotEqualTo(second.uri());
        probe.await(20);
        Await.until(
            () -> queue.getProperties().getApproximateMessagesCountLong() == 0,
            () -> "an empty queue");
      }
      assertThat(probe.events()).containsExactlyInAnyOrderElementsOf(texts);
    }
  }

  @Test
  void oneFiresATimerAndTheOtherGoesOnWhenItStops(@TempDir Path one, @TempDir Path two) {
    try (ProbeServer firsts = new ProbeServer();
        ProbeServer seconds = new ProbeServer()) {
      FunctionsHost first = app(one, firsts).timer("Tick", EVERY_SECOND).start();
      firsts.await(1);
      try (FunctionsHost second = app(two, seconds).timer("Tick", EVERY_SECOND).start()) {
        assertThat(second.uri()).isNotEqualTo(first.uri());
        firsts.await(firsts.events().size() + 2);
        assertThat(seconds.events()).isEmpty();

        first.close();

        seconds.await(1);
      }
    }
  }

  @Test
  void theMessageAndTheTimerOfAKilledHostAreTakenOver(@TempDir Path one, @TempDir Path two)
      throws Exception {
    QueueClient queue = queues.createQueue("taken-over");
    queue.sendMessage("m");
    try (ProbeServer firsts = new ProbeServer().hold(event -> event.startsWith("Work"));
        ProbeServer seconds = new ProbeServer()) {
      PackedApp app = app(one, firsts).queue("Work", "taken-over", "work");
      app.timer("Late", EVERY_SECOND).saveSettings().pack();
      Process killed = LaunchedHost.of(app, List.of(), Map.of());
      LaunchedHost.listening(killed);
      firsts.await(2);
      assertThat(firsts.events()).contains("Work: m");
      PackedApp other = app(two, seconds).queue("Work", "taken-over", "work");
      try (FunctionsHost second = other.timer("Late", EVERY_SECOND).start()) {
        assertThat(second.uri()).isNotNull();

        killed.destroyForcibly().waitFor();

        seconds.await(2);
        assertThat(seconds.events()).containsOnlyOnce("Work: m");
        Await.until(
            () -> seconds.events().stream().anyMatch(event -> event.contains("IsPastDue")),
            () -> "a tick of the other host, there are " + seconds.events());
      } finally {
        firsts.release();
        killed.destroyForcibly();
      }
    }
  }

  @Test
  void anInstanceThatStartsAgainHasItsLockAtOnceAndAnotherDoesNot() {
    BlobServiceClient blobs =
        new BlobServiceClientBuilder().connectionString(azurite.connectionString()).buildClient();
    try (ScheduledExecutorService renewals = Executors.newScheduledThreadPool(1);
        TimerLock before = lock(blobs, "one", renewals);
        TimerLock other = lock(blobs, "two", renewals)) {
      assertThat(before.take()).isTrue();
      try (TimerLock after = lock(blobs, "one", renewals)) {
        assertThat(after.take()).isTrue();
        assertThat(other.take()).isFalse();
      }

      assertThat(other.take()).isTrue();
      assertThat(before.take()).isFalse();
    }
  }

  private static TimerLock lock(
      BlobServiceClient blobs, String instance, ScheduledExecutorService renewals) {
    return new TimerLock(blobs, "locks", "Tick", instance, Duration.ofSeconds(60), renewals);
  }

  private PackedApp app(Path folder, ProbeServer probe) {
    return new PackedApp(folder)
        .probe(probe)
        .setting("AzureWebJobsStorage", azurite.connectionString())
        .setting("LOCAL_HOST_QUEUE_INVISIBILITY", "00:00:02")
        .setting("LOCAL_HOST_TIMER_LEASE", "00:00:15")
        .setting("LOCAL_HOST_TIMER_LOCK_INTERVAL", "00:00:00.2")
        .hostJson(
            """
            {"version":"2.0","extensions":{"queues":
             {"maxPollingInterval":"00:00:00.2","batchSize":1,"newBatchThreshold":0}}}
            """);
  }
}
