package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server's process under load again and again, and compares what it has afterwards with
 * what it had said yes to. {@code -Dcosmos.kills=N} and {@code -Dcosmos.seed=N} for other runs.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("cosmos.kills", 50);
  private static final int WRITERS = 8;
  private static final int MOST_ACKNOWLEDGED = 120;
  private static final PartitionKey T = new PartitionKey("t");
  private static final JsonNode CONTAINERS =
      Json.parse(
          """
          [{"id":"c","partitionKey":{"kind":"Hash","paths":["/pk"]},
            "indexingPolicy":{"includedPaths":[{"path":"/n/?"},{"path":"/g/?"}],
                              "excludedPaths":[{"path":"/*"}]}}]
          """);

  @TempDir private Path folder;

  private final long seed = Long.getLong("cosmos.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void whatWasAcknowledgedSurvivesEveryKillAndIndexesAgreeWithTheItems() throws Exception {
    prepare();
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Writer(i, new Random(random.nextLong())));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start();
      try (CosmosClient client = LocalCosmos.connect(address(process))) {
        CosmosContainer container = client.getDatabase("db").getContainer("c");
        verify(container, writers);
        load(container, writers, process);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    Process process = start();
    try (CosmosClient client = LocalCosmos.connect(address(process))) {
      verify(client.getDatabase("db").getContainer("c"), writers);
    } finally {
      process.destroyForcibly().waitFor();
    }
    long acknowledged = writers.stream().mapToLong(Writer::acknowledged).sum();
    long unknown = writers.stream().mapToLong(Writer::unknown).sum();
    System.out.printf(
        "kill test: seed %d, %d kills, %d writes acknowledged and found, %d under way when"
            + " killed%n",
        seed, KILLS, acknowledged, unknown);
    assertThat(acknowledged).isGreaterThan(10L * KILLS);
    assertThat(unknown).isPositive();
  }

  /** Enough items for indexes, and an archive of classes that lets the process start sooner. */
  private void prepare() throws Exception {
    try (CosmosServer server =
        CosmosServer.start(
            new CosmosServer.Options(0, file(), LocalCosmos.KEY, null, Clock.systemUTC(), null))) {
      server.provision("db", CONTAINERS);
      server.fill(
          "db", "c", IntStream.range(0, 150).mapToObj(n -> Writer.item("fixed-" + n, n)).toList());
    }
    Process process = process("-XX:ArchiveClassesAtExit=" + archive());
    try (CosmosClient client = LocalCosmos.connect(address(process))) {
      client.getDatabase("db").getContainer("c").readItem("fixed-1", T, JsonNode.class);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private Path file() {
    return folder.resolve("cosmos.mv");
  }

  private Path archive() {
    return folder.resolve("classes.jsa");
  }

  private Process start() throws IOException {
    return process("-XX:SharedArchiveFile=" + archive());
  }

  private Process process(String archiveOption) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            archiveOption,
            // Down to a checkpoint for every few writes, so that kills come in the middle of some.
            "-Dcosmos.journal=" + (500L << random.nextInt(12)),
            "-cp",
            System.getProperty("java.class.path"),
            CosmosMain.class.getName(),
            "0",
            file().toString());
    builder.environment().put("COSMOS_MASTER_KEY", LocalCosmos.KEY);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private static String address(Process process) throws IOException {
    String line;
    do {
      line = requireNonNull(process.inputReader().readLine(), "the server did not start");
    } while (!line.startsWith("http"));
    return line;
  }

  /** Writes until some are acknowledged, kills, and makes the writers stop. */
  private void load(CosmosContainer container, List<Writer> writers, Process process)
      throws InterruptedException {
    Semaphore acknowledged = new Semaphore(0);
    AtomicBoolean killed = new AtomicBoolean();
    List<Thread> threads =
        writers.stream()
            .map(
                writer ->
                    Thread.ofPlatform().start(() -> writer.write(container, acknowledged, killed)))
            .toList();
    boolean enough =
        acknowledged.tryAcquire(WRITERS + random.nextInt(MOST_ACKNOWLEDGED), 60, TimeUnit.SECONDS);
    killed.set(true);
    process.destroyForcibly().waitFor();
    // The client would come again for minutes.
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(enough).as("seed %d: writes before the kill", seed).isTrue();
  }

  private void verify(CosmosContainer container, List<Writer> writers) {
    Map<String, Integer> stored = new TreeMap<>();
    for (JsonNode row : rows(container, "SELECT c.id, c.n, c.g FROM c")) {
      stored.put(row.path("id").asText(), row.path("n").asInt());
      assertThat(row.path("g").asInt()).isEqualTo(Writer.group(row.path("n").asInt()));
    }
    writers.forEach(writer -> writer.settle(stored, seed));
    Map<String, Integer> byGroup = new HashMap<>();
    for (int g = 0; g < Writer.GROUPS; g++) {
      for (JsonNode row : rows(container, "SELECT c.id, c.n FROM c WHERE c.g = " + g)) {
        assertThat(byGroup.put(row.path("id").asText(), row.path("n").asInt()))
            .as("seed %d: twice by index", seed)
            .isNull();
      }
    }
    assertThat(byGroup).as("seed %d: by the index of g", seed).isEqualTo(stored);
    List<Integer> ordered =
        rows(container, "SELECT VALUE c.n FROM c ORDER BY c.n DESC").stream()
            .map(JsonNode::asInt)
            .toList();
    assertThat(ordered)
        .as("seed %d: by the index of n", seed)
        .isEqualTo(stored.values().stream().sorted(Comparator.reverseOrder()).toList());
  }

  private static List<JsonNode> rows(CosmosContainer container, String sql) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions().setPartitionKey(T);
    List<JsonNode> rows = new ArrayList<>();
    container
        .queryItems(sql, options, JsonNode.class)
        .iterableByPage(1_000)
        .forEach(page -> rows.addAll(page.getResults()));
    return rows;
  }
}
