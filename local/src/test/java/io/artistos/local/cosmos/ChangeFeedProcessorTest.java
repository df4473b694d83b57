package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.ChangeFeedProcessor;
import com.azure.cosmos.ChangeFeedProcessorBuilder;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosAsyncDatabase;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.ChangeFeedProcessorOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The SDK's change feed processor, which keeps its place in leases of its own. */
class ChangeFeedProcessorTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

  private ChangeFeedProcessor processor(CosmosAsyncDatabase database, String feed, String leases) {
    CosmosAsyncContainer container = database.getContainer(feed);
    return new ChangeFeedProcessorBuilder()
        .hostName("host")
        .feedContainer(container)
        .leaseContainer(database.getContainer(leases))
        .options(
            new ChangeFeedProcessorOptions()
                .setStartFromBeginning(true)
                .setFeedPollDelay(Duration.ofMillis(50)))
        .handleLatestVersionChanges(
            items -> items.forEach(item -> handled.add(item.getCurrent().path("id").asText())))
        .buildChangeFeedProcessor();
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    while (ids.size() < count) {
      String id = handled.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(id).as("after %s", ids).isNotNull();
      ids.add(id);
    }
    return ids;
  }

  @Test
  void aProcessorGoesOnFromItsLease() throws Exception {
    CosmosContainer feed = cosmos.container("/pk");
    String leases = cosmos.container("/id").getId();
    for (String id : List.of("a", "b", "c")) {
      feed.createItem(LocalCosmos.json("{'pk':'t'}").put("id", id));
    }
    try (CosmosAsyncClient client =
        new CosmosClientBuilder()
            .endpoint(cosmos.server().uri().toString())
            .key(LocalCosmos.KEY)
            .gatewayMode()
            .contentResponseOnWriteEnabled(true)
            .buildAsyncClient()) {
      CosmosAsyncDatabase database = client.getDatabase("db");
      ChangeFeedProcessor first = processor(database, feed.getId(), leases);
      first.start().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(next(3)).containsExactly("a", "b", "c");
      feed.upsertItem(LocalCosmos.json("{'pk':'t','id':'a'}"));
      assertThat(next(1)).containsExactly("a");
      first.stop().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

      feed.upsertItem(LocalCosmos.json("{'pk':'u','id':'d'}"));
      ChangeFeedProcessor second = processor(database, feed.getId(), leases);
      second.start().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(next(1)).containsExactly("d");
      second.stop().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    List<JsonNode> kept =
        cosmos
            .database()
            .getContainer(leases)
            .queryItems(
                "SELECT * FROM c WHERE IS_DEFINED(c.ContinuationToken)", null, JsonNode.class)
            .stream()
            .toList();
    assertThat(kept).isNotEmpty();
    assertThat(handled).isEmpty();
  }
}
