package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same generated items and queries, in a container with indexes and in one without. */
class IndexAgreesTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final int ITEMS = 1_200;
  private static final int QUERIES = 150;
  private static final String EVERYTHING =
      """
      {"indexingMode":"consistent","includedPaths":[{"path":"/*"}],
       "compositeIndexes":[[{"path":"/n"},{"path":"/m"}],
                           [{"path":"/n"},{"path":"/m","order":"descending"}],
                           [{"path":"/m"},{"path":"/n"}]]}
      """;
  private static final String NOTHING = "{\"indexingMode\":\"none\",\"automatic\":false}";

  @TempDir private Path folder;

  private final long seed = Long.getLong("cosmos.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Model model = new Model(random);

  private static JsonNode definition(String id, String policy) {
    ObjectNode definition = Json.object().put("id", id);
    definition.putObject("partitionKey").put("kind", "Hash").putArray("paths").add("/pk");
    definition.set("indexingPolicy", Json.parse(policy));
    return Json.object().arrayNode().add(definition);
  }

  @Test
  void queriesAnswerTheSameWithAnIndexAndWithoutOne() {
    List<ObjectNode> items =
        IntStream.range(0, ITEMS)
            .mapToObj(i -> model.item().json().put("pk", "p" + i % 3).put("id", "i" + i))
            .toList();
    for (String id : List.of("indexed", "plain")) {
      cosmos.server().provision("db", definition(id, id.equals("indexed") ? EVERYTHING : NOTHING));
      cosmos.server().fill("db", id, items);
    }
    for (int i = 0; i < QUERIES; i++) {
      List<String> order = model.order();
      String sql =
          "SELECT VALUE {'p': c.pk, 'i': c.id} FROM c WHERE "
              + model.predicate(2).sql()
              + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
      String pk = random.nextInt(3) == 0 ? null : "p" + random.nextInt(3);
      int size = 20 + random.nextInt(200);

      assertThat(rows("indexed", sql, pk, size))
          .as("seed %d: %s in %s", seed, sql, pk)
          .isEqualTo(rows("plain", sql, pk, size));
    }
    System.out.printf(
        "indexes: seed %d, %d queries over %d items with and without%n", seed, QUERIES, ITEMS);
  }

  private static List<String> rows(String container, String sql, @Nullable String pk, int size) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    if (pk != null) {
      options.setPartitionKey(new PartitionKey(pk));
    }
    List<String> rows = new ArrayList<>();
    cosmos
        .database()
        .getContainer(container)
        .queryItems(sql, options, JsonNode.class)
        .iterableByPage(size)
        .forEach(page -> page.getResults().forEach(row -> rows.add(row.toString())));
    return rows;
  }

  private CosmosServer open() {
    return CosmosServer.start(
        new CosmosServer.Options(
            0, folder.resolve("cosmos.mv"), LocalCosmos.KEY, null, Clock.systemUTC(), null));
  }

  @Test
  void anIndexIsThereAfterAnOrderlyStopAndIsMadeForAFileWithoutOne() {
    try (CosmosServer server = open()) {
      server.provision("db", definition("c", EVERYTHING));
      server.fill(
          "db",
          "c",
          IntStream.range(0, 500)
              .mapToObj(i -> Json.object().put("id", "i" + i).put("pk", "p").put("n", i % 50))
              .toList());
    }
    for (int i = 0; i < 2; i++) {
      try (CosmosServer server = open();
          CosmosClient client = LocalCosmos.connect(server.uri().toString())) {
        CosmosContainer container = client.getDatabase("db").getContainer("c");
        assertThat(LocalCosmos.rows(container, null, "SELECT VALUE c.id FROM c WHERE c.n = 7"))
            .hasSize(10 + i);
        container.createItem(Json.object().put("id", "new" + i).put("pk", "p").put("n", 7));
      }
    }
  }
}
