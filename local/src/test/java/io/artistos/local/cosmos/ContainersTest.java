package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKind;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.tls.LocalAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

  private static void assertRefusedByName(ThrowingCallable call, String name) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(400))
        .hasMessageContaining(name);
  }

  @Test
  void databasesAreMadeOnceAndDeleted() {
    cosmos.client().createDatabaseIfNotExists("new");
    cosmos.client().createDatabaseIfNotExists("new");
    CosmosDatabase database = cosmos.client().getDatabase("new");
    database.createContainer("inside", "/pk");

    assertRefused(() -> cosmos.client().createDatabase("new"), 409, 0);
    assertThat(database.delete().getStatusCode()).isEqualTo(204);
    assertRefused(database::read, 404, 0);
    assertRefused(() -> database.getContainer("inside").read(), 404, 1003);
  }

  @Test
  void aContainerKeepsWhatItWasMadeWith() {
    CosmosContainer made = cosmos.container(77, "/a", "/b/c");

    CosmosContainerProperties read = made.read().getProperties();

    assertThat(read.getPartitionKeyDefinition().getPaths()).containsExactly("/a", "/b/c");
    assertThat(read.getPartitionKeyDefinition().getKind()).isEqualTo(PartitionKind.MULTI_HASH);
    assertThat(read.getDefaultTimeToLiveInSeconds()).isEqualTo(77);
    assertThat(read.getResourceId()).isNotEmpty();
    assertThat(cosmos.database().createContainerIfNotExists(read).getStatusCode()).isEqualTo(200);
    assertRefused(() -> cosmos.database().createContainer(read), 409, 0);
  }

  @Test
  void aContainerMadeAnewIsEmpty() {
    CosmosContainer container = cosmos.container("/pk");
    String old = container.createItem(json("{'id':'a','pk':'t'}")).getETag();
    container.delete();
    cosmos.database().createContainer(container.getId(), "/pk");

    assertRefused(() -> container.readItem("a", T, JsonNode.class), 404, 0);
    assertThat(container.createItem(json("{'id':'a','pk':'t'}")).getETag()).isNotEqualTo(old);
  }

  @Test
  void provisioningMakesWhatIsMissing() {
    String one = "[{'id':'one','partitionKey':{'kind':'Hash','paths':['/pk']}}]";
    String two = "[{'id':'one'},{'id':'two','partitionKey':{'paths':['/pk'],'version':'V2'}}]";
    cosmos.server().provision("given", Json.parse(one.replace('\'', '"')));
    CosmosDatabase database = cosmos.client().getDatabase("given");
    database.getContainer("one").createItem(json("{'id':'a','pk':'t'}"));
    cosmos.server().provision("given", Json.parse(two.replace('\'', '"')));

    assertThat(database.getContainer("one").readItem("a", T, JsonNode.class).getStatusCode())
        .isEqualTo(200);
    assertThat(database.getContainer("two").read().getStatusCode()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                cosmos
                    .server()
                    .provision("given", Json.parse("[{\"id\":\"x\",\"computedProperties\":[{}]}]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("computedProperties");
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    CosmosContainer container = cosmos.container("/pk");
    CosmosContainerProperties unique =
        new CosmosContainerProperties("unique", "/pk")
            .setUniqueKeyPolicy(
                new UniqueKeyPolicy().setUniqueKeys(List.of(new UniqueKey(List.of("/x")))));
    CosmosChangeFeedRequestOptions feed =
        CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(FeedRange.forFullRange());

    assertRefusedByName(() -> cosmos.database().createContainer(unique), "uniqueKeyPolicy");
    assertRefusedByName(
        () -> container.queryChangeFeed(feed, JsonNode.class).stream().toList(), "change feed");
    assertRefusedByName(() -> container.replace(container.read().getProperties()), "PUT");
    assertRefusedByName(() -> cosmos.database().readAllContainers().stream().toList(), "GET");
  }

  @Test
  void itSpeaksTls(@TempDir Path folder) {
    LocalAuthority authority = LocalAuthority.in(folder.resolve("tls"));
    CosmosServer.Options options =
        new CosmosServer.Options(
            0,
            folder.resolve("cosmos.mv"),
            LocalCosmos.KEY,
            authority.sslContext(),
            Clock.systemUTC(),
            null);
    try (CosmosServer server = CosmosServer.start(options);
        CosmosClient client = LocalCosmos.connect(server.uri().toString())) {
      client.createDatabase("db");

      assertThat(server.uri()).hasScheme("https");
      assertThat(client.getDatabase("db").read().getStatusCode()).isEqualTo(200);
    }
  }
}
