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
import com.azure.cosmos.models.CosmosItemResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
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

  /**
   * Until the lease says that this write was handled. A processor that is stopped sooner hands it
   * out once more, or meets its own write of the lease (412).
   */
  private static void awaitHandled(String leases, CosmosItemResponse<?> write) {
    // A session token ends with the log sequence number, which is what a lease goes on from.
    String session = write.getSessionToken();
    String number = "\\\"" + session.substring(session.lastIndexOf('#') + 1) + "\\\"";
    await(leases, lease -> goesOnFrom(lease).contains(number));
  }

  private static String goesOnFrom(JsonNode lease) {
    byte[] token = Base64.getDecoder().decode(lease.path("ContinuationToken").asText());
    return new String(token, StandardCharsets.UTF_8);
  }

  /** Until nobody has the lease: who takes it sooner loses it to the one that lets it go. */
  private static void awaitReleased(String leases) {
    await(leases, lease -> !lease.hasNonNull("Owner"));
  }

  private static void await(String leases, Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (kept(leases).stream().noneMatch(wanted)) {
      assertThat(System.nanoTime()).as("the lease stays as it is").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static List<JsonNode> kept(String leases) {
    return cosmos
        .database()
        .getContainer(leases)
        .queryItems("SELECT * FROM c WHERE IS_STRING(c.ContinuationToken)", null, JsonNode.class)
        .stream()
        .toList();
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
      CosmosItemResponse<?> again = feed.upsertItem(LocalCosmos.json("{'pk':'t','id':'a'}"));
      assertThat(next(1)).containsExactly("a");
      awaitHandled(leases, again);
      first.stop().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      awaitReleased(leases);

      CosmosItemResponse<?> last = feed.upsertItem(LocalCosmos.json("{'pk':'u','id':'d'}"));
      ChangeFeedProcessor second = processor(database, feed.getId(), leases);
      second.start().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(next(1)).containsExactly("d");
      awaitHandled(leases, last);
      second.stop().toFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(kept(leases)).isNotEmpty();
    assertThat(handled).isEmpty();
  }
}
