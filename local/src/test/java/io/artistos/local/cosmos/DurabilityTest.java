package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

  private static final JsonNode CONTAINERS =
      Json.parse("[{\"id\":\"c\",\"partitionKey\":{\"paths\":[\"/pk\"]}}]");
  private static final int KILLS = 3;
  private static final int WRITERS = 4;
  private static final int WRITES_BEFORE_KILL = 200;

  @TempDir private Path folder;

  /** What the server has said yes to. */
  private final Queue<String> created = new ConcurrentLinkedQueue<>();

  private final Queue<String> batches = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> counters = new ConcurrentHashMap<>();

  private CosmosServer open() {
    return CosmosServer.start(
        new CosmosServer.Options(
            0, folder.resolve("cosmos.mv"), LocalCosmos.KEY, null, Clock.systemUTC(), null));
  }

  @Test
  void everythingIsThereAfterAnOrderlyStop() throws Exception {
    String etag;
    try (CosmosServer server = open();
        Wire wire = new Wire(server.uri(), LocalCosmos.KEY)) {
      server.provision("db", CONTAINERS);
      wire.post("t", "{\"id\":\"a\",\"pk\":\"t\"}");
      etag = wire.read("t", "a").headers().firstValue("etag").orElseThrow();
    }
    try (CosmosServer server = open();
        Wire wire = new Wire(server.uri(), LocalCosmos.KEY)) {
      assertThat(wire.read("t", "a").headers().firstValue("etag")).contains(etag);
      wire.post("t", "{\"id\":\"b\",\"pk\":\"t\"}");
      assertThat(wire.read("t", "b").headers().firstValue("etag").orElseThrow())
          .isGreaterThan(etag);
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesBeingKilled() throws Exception {
    try (CosmosServer server = open()) {
      server.provision("db", CONTAINERS);
    }
    for (int round = 0; round < KILLS; round++) {
      Process process = process();
      try (Wire wire = new Wire(address(process), LocalCosmos.KEY)) {
        verify(wire);
        writeUntilKilled(wire, process, round);
      }
    }
    Process process = process();
    try (Wire wire = new Wire(address(process), LocalCosmos.KEY)) {
      verify(wire);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(created).hasSizeGreaterThan(100);
  }

  private Process process() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CosmosMain.class.getName(),
            "0",
            folder.resolve("cosmos.mv").toString());
    builder.environment().put("COSMOS_MASTER_KEY", LocalCosmos.KEY);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private static URI address(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    return URI.create(requireNonNull(output.readLine(), "the server did not start"));
  }

  private void writeUntilKilled(Wire wire, Process process, int round) throws InterruptedException {
    CountDownLatch acknowledged = new CountDownLatch(WRITES_BEFORE_KILL);
    List<Thread> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(
                writer ->
                    Thread.ofPlatform()
                        .start(() -> write(wire, round + "-" + writer, acknowledged)))
            .toList();
    acknowledged.await();
    process.destroyForcibly().waitFor();
    for (Thread writer : writers) {
      writer.join();
    }
  }

  /** Until the connection breaks. */
  private void write(Wire wire, String writer, CountDownLatch acknowledged) {
    try {
      for (int n = 0; ; n++) {
        String id = writer + "-" + n;
        if (wire.post("t", item(id, n)) == 201) {
          created.add(id);
        }
        if (wire.post("t", item("counter-" + writer, n), "x-ms-documentdb-is-upsert", "true")
            < 300) {
          counters.put("counter-" + writer, n);
        }
        if (batch(wire, id) == 200) {
          batches.add(id);
        }
        acknowledged.countDown();
      }
    } catch (IOException e) {
      assertThat(acknowledged.getCount()).as("writes before the kill").isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int batch(Wire wire, String id) throws IOException, InterruptedException {
    String operation = "{\"operationType\":\"Create\",\"resourceBody\":%s}";
    String body =
        "["
            + operation.formatted(item(id + "-x", 0))
            + ","
            + operation.formatted(item(id + "-y", 0))
            + "]";
    return wire.post(
        "t", body, "x-ms-cosmos-is-batch-request", "true", "x-ms-cosmos-batch-atomic", "true");
  }

  private static String item(String id, int n) {
    return "{\"id\":\"" + id + "\",\"pk\":\"t\",\"n\":" + n + "}";
  }

  private void verify(Wire wire) throws IOException, InterruptedException {
    Map<String, Integer> stored = all(wire);
    for (String id : created) {
      assertThat(stored).as("acknowledged").containsKey(id);
      // Acknowledged or not: both of a batch, or none.
      boolean x = stored.containsKey(id + "-x");
      assertThat(stored.containsKey(id + "-y")).as(id + "-y").isEqualTo(x);
      assertThat(x || !batches.contains(id)).as(id + "-x").isTrue();
    }
    counters.forEach(
        (id, n) -> assertThat(stored.get(id)).as(id).isNotNull().isGreaterThanOrEqualTo(n));
  }

  /** Every item's n by its id. */
  private static Map<String, Integer> all(Wire wire) throws IOException, InterruptedException {
    Map<String, Integer> all = new HashMap<>();
    String continuation = "";
    do {
      HttpResponse<String> page = wire.query("t", "SELECT c.id, c.n FROM c", continuation);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      for (JsonNode row : Json.parse(page.body()).path("Documents")) {
        all.put(row.path("id").asText(), row.path("n").asInt());
      }
      continuation = page.headers().firstValue("x-ms-continuation").orElse("");
    } while (!continuation.isEmpty());
    return all;
  }
}
