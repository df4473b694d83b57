package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.models.CompositePath;
import com.azure.cosmos.models.CompositePathSortOrder;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosContainerRequestOptions;
import com.azure.cosmos.models.CosmosDatabaseProperties;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingMode;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyDefinition;
import com.azure.cosmos.models.PartitionKind;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.tls.LocalAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

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
  void databasesAndContainersAreListed() {
    cosmos.client().createDatabaseIfNotExists("listed");
    CosmosDatabase database = cosmos.client().getDatabase("listed");
    database.createContainer("one", "/pk");
    database.createContainer("two", "/pk");

    assertThat(cosmos.client().readAllDatabases().stream().map(CosmosDatabaseProperties::getId))
        .contains("db", "listed");
    assertThat(database.readAllContainers().stream().map(CosmosContainerProperties::getId))
        .containsExactly("one", "two");
  }

  @Test
  void aReplaceChangesTheTimeToLiveAndTheIndexingPolicy() {
    CosmosContainer container = cosmos.container("/pk");
    container.createItem(json("{'id':'a','pk':'t'}"));
    CosmosContainerProperties properties = container.read().getProperties();
    String etag = properties.getETag();
    properties.setDefaultTimeToLiveInSeconds(60);
    properties.setIndexingPolicy(
        new IndexingPolicy()
            .setCompositeIndexes(
                List.of(
                    List.of(
                        new CompositePath().setPath("/x"),
                        new CompositePath()
                            .setPath("/y")
                            .setOrder(CompositePathSortOrder.DESCENDING)))));

    CosmosContainerProperties replaced = container.replace(properties).getProperties();

    assertThat(replaced.getDefaultTimeToLiveInSeconds()).isEqualTo(60);
    assertThat(replaced.getIndexingPolicy().getCompositeIndexes().getFirst()).hasSize(2);
    assertThat(replaced.getETag()).isNotEqualTo(etag);
    assertThat(replaced.getResourceId()).isEqualTo(properties.getResourceId());
    assertThat(container.read().getProperties().getDefaultTimeToLiveInSeconds()).isEqualTo(60);
    cosmos.advance(Duration.ofSeconds(60));
    assertRefused(() -> container.readItem("a", T, JsonNode.class), 404, 0);
  }

  @Test
  void aReplaceKeepsTheKeysAndTheId() {
    CosmosContainer container = cosmos.container("/pk");
    CosmosContainerProperties otherKey = container.read().getProperties();
    otherKey.setPartitionKeyDefinition(new PartitionKeyDefinition().setPaths(List.of("/other")));
    CosmosContainerProperties unique =
        container
            .read()
            .getProperties()
            .setUniqueKeyPolicy(
                new UniqueKeyPolicy().setUniqueKeys(List.of(new UniqueKey(List.of("/x")))));
    CosmosContainerProperties otherId = container.read().getProperties().setId("other");
    CosmosContainer gone = cosmos.container("/pk");
    CosmosContainerProperties lost = gone.read().getProperties();
    gone.delete();

    assertRefused(() -> container.replace(otherKey), 400, 0);
    assertRefused(() -> container.replace(unique), 400, 0);
    assertRefused(() -> container.replace(otherId), 400, 0);
    assertRefused(
        () ->
            container.replace(
                container.read().getProperties(),
                new CosmosContainerRequestOptions().setIfMatchETag("\"old\"")),
        412,
        0);
    assertRefused(() -> gone.replace(lost), 404, 0);
  }

  @Test
  void withoutAnIndexingPolicyEverythingIsIndexed() {
    IndexingPolicy policy = cosmos.container("/pk").read().getProperties().getIndexingPolicy();

    assertThat(policy.getIndexingMode()).isEqualTo(IndexingMode.CONSISTENT);
    assertThat(policy.getIncludedPaths()).extracting(IncludedPath::getPath).containsExactly("/*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'indexingPolicy':{'indexingMode':'sometimes'}",
        "'indexingPolicy':{'indexingMode':'none','automatic':true}",
        "'indexingPolicy':{'includedPaths':[{'path':'/a/?'}]}",
        "'indexingPolicy':{'includedPaths':[{'path':'/*'},{'path':'/a'}]}",
        "'indexingPolicy':{'includedPaths':[{'path':'/*'}],'excludedPaths':[{'path':'/*'}]}",
        "'indexingPolicy':{'compositeIndexes':[[{'path':'/a'}]]}",
        "'indexingPolicy':{'compositeIndexes':[[{'path':'/a/*'},{'path':'/b'}]]}",
        "'indexingPolicy':{'compositeIndexes':[[{'path':'/a'},{'path':'/a'}]]}",
        "'indexingPolicy':{'compositeIndexes':[[{'path':'/a','order':'up'},{'path':'/b'}]]}",
        "'uniqueKeyPolicy':{'uniqueKeys':[{'paths':[]}]}",
        "'uniqueKeyPolicy':{'uniqueKeys':[{'paths':['x']}]}",
        "'partitionKey':{'paths':['/pk','/more'],'kind':'Hash'}",
        "'partitionKey':{'paths':['/a','/b','/c','/d'],'kind':'MultiHash'}",
        "'partitionKey':{'paths':['/pk/*']}",
        "'defaultTtl':0",
        "'defaultTtl':'60'",
        "'id':'a/b'"
      })
  void definitionsAreCheckedAsTheServiceDoes(String member) {
    String good = "'id':'checked','partitionKey':{'paths':['/pk'],'kind':'Hash','version':2}";

    assertThatThrownBy(
            () ->
                cosmos
                    .server()
                    .provision(
                        "db", Json.parse(("[{" + good + "," + member + "}]").replace('\'', '"'))))
        .isInstanceOf(IllegalArgumentException.class);
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
