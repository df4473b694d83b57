package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.clock.MovableClock;
import io.artistos.local.cosmos.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on a clock that is moved, its client on the machine's. */
class MovedClockTest {

  private static final PartitionKey T = new PartitionKey("t");

  @TempDir Path folder;

  @Test
  void itemsGoByTheMovedClockAndSignaturesByTheMachines() {
    MovableClock clock = MovableClock.in(folder.resolve("clock"));
    CosmosServer.Options options =
        new CosmosServer.Options(
            0, folder.resolve("cosmos.mv"), LocalCosmos.KEY, null, clock, null);
    try (CosmosServer server = CosmosServer.start(options)) {
      server.provision("db", Json.parse(CONTAINER));
      try (CosmosClient client = LocalCosmos.connect(server.uri().toString())) {
        CosmosContainer container = client.getDatabase("db").getContainer("c");
        container.createItem(json("{'id':'month','pk':'t','ttl':2592000}"));
        container.createItem(json("{'id':'ever','pk':'t'}"));

        Instant moved = clock.moveBy(Duration.ofDays(31));

        assertRefused(() -> container.readItem("month", T, JsonNode.class), 404, 0);
        assertThat(container.readItem("ever", T, JsonNode.class).getStatusCode()).isEqualTo(200);
        container.createItem(json("{'id':'new','pk':'t'}"));
        assertThat(container.readItem("new", T, JsonNode.class).getItem().path("_ts").asLong())
            .isGreaterThanOrEqualTo(moved.getEpochSecond());
      }
    }
  }

  private static final String CONTAINER =
      """
      [{"id":"c","partitionKey":{"paths":["/pk"],"kind":"Hash","version":2},"defaultTtl":-1}]
      """;
}
