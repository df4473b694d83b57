package io.artistos.bench;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.CosmosServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * {@code ./dev bench cosmos}: point reads, creates and queries through the SDK against the local
 * Cosmos server in a process of its own, while one tenant's partition grows; beside it the same
 * client against a stub that answers at once, which is the most that the client could do. The
 * servers have the flags of the suite's JVM, the client has none, as clients do.
 */
final class CosmosBench {

  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final List<Integer> CLIENTS = List.of(1, 16);
  private static final int ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final int AT_ONCE = 5_000;
  private static final int GROUP = 10;
  private static final int PAGE = 20;
  private static final int MOST = 100;
  private static final double MEDIAN = 50;
  private static final double SLOW = 99;
  private static final PartitionKey TENANT = new PartitionKey("tenant");
  private static final String KEY = "bm90IGEgc2VjcmV0";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTAINERS =
      """
      [{"id":"c","partitionKey":{"kind":"Hash","paths":["/tenantId"]},
        "indexingPolicy":{"includedPaths":[{"path":"/group/?"},{"path":"/at/?"}],
                          "excludedPaths":[{"path":"/*"}]}}]
      """;

  private final AtomicLong ids = new AtomicLong();

  private CosmosBench() {}

  static void run() throws IOException, InterruptedException {
    // Read once, when the SDK's classes load.
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    System.setProperty("COSMOS.EMULATOR_SERVER_CERTIFICATE_VALIDATION_DISABLED", "true");
    Path folder = Files.createTempDirectory("artistos-bench-");
    try {
      new CosmosBench().run(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(CosmosBench::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path folder) throws IOException, InterruptedException {
    System.out.printf(
        "%n%d rounds of %d s; each cell is the median [least..greatest] of the rounds%n%n",
        ROUNDS, ROUND.toSeconds());
    System.out.println("| items | operation | clients | per second | p50 ms | p99 ms |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    try (CosmosProcess stub = CosmosProcess.start(CosmosStub.class, KEY);
        CosmosClient client = connect(stub)) {
      CosmosContainer container = client.getDatabase("db").getContainer("c");
      Map<String, Load.Operation> operations = operations(container, 1);
      operations.keySet().removeIf(name -> name.startsWith("quer"));
      warmUp(operations);
      measure("stub", operations);
    }
    Path file = folder.resolve("cosmos.mv");
    List<String> memory = new ArrayList<>();
    int there = 0;
    for (int size : SIZES) {
      fill(file, there, size);
      there = size;
      try (CosmosProcess server = CosmosProcess.start(file, KEY);
          CosmosClient client = connect(server)) {
        Map<String, Load.Operation> operations =
            operations(client.getDatabase("db").getContainer("c"), size);
        warmUp(operations);
        measure(String.format(Locale.ROOT, "%,d", size), operations);
        memory.add(server.memory(size, Files.size(file)));
      }
    }
    System.out.println();
    System.out.println("| items | resident MiB | file MiB |");
    System.out.println("| --- | --- | --- |");
    memory.forEach(System.out::println);
  }

  private static CosmosClient connect(CosmosProcess server) {
    return new CosmosClientBuilder()
        .endpoint(server.uri())
        .key(KEY)
        .consistencyLevel(ConsistencyLevel.SESSION)
        .contentResponseOnWriteEnabled(false)
        .gatewayMode()
        .buildClient();
  }

  /** Puts items into the file, without a server's process around it. */
  private static void fill(Path file, int from, int to) throws IOException {
    try (CosmosServer server =
        CosmosServer.start(new CosmosServer.Options(0, file, KEY, null, Clock.systemUTC(), null))) {
      server.provision("db", JSON.readTree(CONTAINERS));
      List<ObjectNode> some = new ArrayList<>(AT_ONCE);
      for (int i = from; i < to; i++) {
        some.add(item("i" + i, i));
        if (some.size() == AT_ONCE || i + 1 == to) {
          server.fill("db", "c", some);
          some.clear();
        }
      }
    }
  }

  /** Some 600 bytes; ten items of a group, times in no order. */
  private static ObjectNode item(String id, long n) {
    ObjectNode item = JSON.createObjectNode().put("id", id).put("tenantId", "tenant");
    item.put("type", "fan").put("group", n / GROUP).put("at", Long.reverse(n) >>> 12);
    for (int i = 0; i < 8; i++) {
      item.put("property" + i, "a value of some forty characters, number " + i);
    }
    return item;
  }

  private Map<String, Load.Operation> operations(CosmosContainer container, int size) {
    Map<String, Load.Operation> operations = new LinkedHashMap<>();
    operations.put("point read", () -> container.readItem("i" + any(size), TENANT, JsonNode.class));
    operations.put(
        "create",
        () -> {
          long n = ids.incrementAndGet();
          ObjectNode item = item("new" + ProcessHandle.current().pid() + "-" + n, n);
          item.put("group", -n);
          container.createItem(item, TENANT, new CosmosItemRequestOptions());
        });
    operations.put(
        "query by an indexed property",
        () -> {
          SqlQuerySpec query = new SqlQuerySpec("SELECT * FROM c WHERE c.group = @g");
          query.getParameters().add(new SqlParameter("@g", any(size) / GROUP));
          expect(GROUP, rows(container, query));
        });
    operations.put(
        "query, the first " + PAGE + " of ORDER BY",
        () ->
            expect(
                PAGE,
                rows(
                    container,
                    new SqlQuerySpec("SELECT TOP " + PAGE + " * FROM c ORDER BY c.at DESC"))));
    return operations;
  }

  private static int any(int size) {
    return ThreadLocalRandom.current().nextInt(size);
  }

  /** Reads to the end: a query that is given up leaves the SDK reading on. */
  private static int rows(CosmosContainer container, SqlQuerySpec query) {
    int rows = 0;
    for (FeedResponse<JsonNode> page :
        container
            .queryItems(
                query, new CosmosQueryRequestOptions().setPartitionKey(TENANT), JsonNode.class)
            .iterableByPage(MOST)) {
      rows += page.getResults().size();
    }
    return rows;
  }

  private static void expect(int expected, int rows) {
    if (rows != expected) {
      throw new FailedRun(rows + " rows instead of " + expected);
    }
  }

  private static void warmUp(Map<String, Load.Operation> operations) throws InterruptedException {
    Duration each = WARM_UP.dividedBy(operations.size());
    for (Load.Operation operation : operations.values()) {
      checked(Load.run(operation, 4, each));
    }
  }

  private static void measure(String size, Map<String, Load.Operation> operations)
      throws InterruptedException {
    for (Map.Entry<String, Load.Operation> operation : operations.entrySet()) {
      for (int clients : CLIENTS) {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
          rounds.add(checked(Load.run(operation.getValue(), clients, ROUND)));
        }
        System.out.printf(
            "| %s | %s | %d | %s | %s | %s |%n",
            size,
            operation.getKey(),
            clients,
            Spread.of(rounds.stream().map(Round::perSecond).toList()).text(0),
            Spread.of(rounds.stream().map(r -> r.millis(MEDIAN)).toList()).text(2),
            Spread.of(rounds.stream().map(r -> r.millis(SLOW)).toList()).text(2));
      }
    }
  }

  private static Round checked(Round round) {
    if (round.failed() > 0) {
      throw new FailedRun(round.failed() + " requests failed, the first with " + round.failure());
    }
    return round;
  }
}
