package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of indexes when a server stops; what they answer, generated queries compare. */
class IndexFileTest {

  private static final String EVERYTHING =
      """
      {"indexingMode":"consistent","includedPaths":[{"path":"/*"}],
       "compositeIndexes":[[{"path":"/n"},{"path":"/m"}],
                           [{"path":"/n"},{"path":"/m","order":"descending"}],
                           [{"path":"/m"},{"path":"/n"}]]}
      """;

  @TempDir private Path folder;

  private static JsonNode definition(String id, String policy) {
    ObjectNode definition = Json.object().put("id", id);
    definition.putObject("partitionKey").put("kind", "Hash").putArray("paths").add("/pk");
    definition.set("indexingPolicy", Json.parse(policy));
    return Json.object().arrayNode().add(definition);
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
