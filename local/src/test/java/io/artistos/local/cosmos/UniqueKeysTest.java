package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchOperationResult;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UniqueKeysTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");
  private static int made;

  private CosmosContainer container;

  @BeforeEach
  void newContainer() {
    made++;
    CosmosContainerProperties properties =
        new CosmosContainerProperties("unique" + made, "/pk")
            .setDefaultTimeToLiveInSeconds(-1)
            .setUniqueKeyPolicy(
                new UniqueKeyPolicy()
                    .setUniqueKeys(
                        List.of(
                            new UniqueKey(List.of("/mail")),
                            new UniqueKey(List.of("/a", "/b/c")))));
    cosmos.database().createContainer(properties);
    container = cosmos.database().getContainer(properties.getId());
  }

  private void create(String text) {
    container.createItem(json(text));
  }

  private void createPair(String id, String pair) {
    create("{'id':'%s','pk':'t','mail':'%s',%s}".formatted(id, id, pair));
  }

  private String mail(String id) {
    return container.readItem(id, T, JsonNode.class).getItem().path("mail").asText();
  }

  @Test
  void aValueIsTakenOnceInAPartitionAndAgainInAnother() {
    create("{'id':'1','pk':'t','mail':'x','a':1}");
    create("{'id':'1','pk':'u','mail':'x','a':1}");

    assertRefused(() -> create("{'id':'2','pk':'t','mail':'x','a':2}"), 409, 0);
    assertRefused(() -> container.upsertItem(json("{'id':'2','pk':'t','mail':'x'}")), 409, 0);
    create("{'id':'2','pk':'t','mail':'X','a':2}");
  }

  @Test
  void severalPathsAreUniqueTogether() {
    createPair("1", "'a':1,'b':{'c':1}");
    createPair("2", "'a':1,'b':{'c':2}");
    createPair("3", "'a':2,'b':{'c':1}");

    assertRefused(() -> createPair("4", "'a':1.0,'b':{'c':2}"), 409, 0);
  }

  @Test
  void missingIsAValueTheSameAsNull() {
    create("{'id':'1','pk':'t','a':1}");

    assertRefused(() -> create("{'id':'2','pk':'t','a':2}"), 409, 0);
    assertRefused(() -> create("{'id':'2','pk':'t','mail':null,'a':2}"), 409, 0);
    create("{'id':'2','pk':'t','mail':'','a':2}");
  }

  @Test
  void replaceAndPatchAreHeldToItAndGiveUpTheOldValue() {
    create("{'id':'1','pk':'t','mail':'x','a':1}");
    create("{'id':'2','pk':'t','mail':'y','a':2}");
    CosmosPatchOperations toX = CosmosPatchOperations.create().set("/mail", "x");

    assertRefused(
        () -> container.replaceItem(json("{'id':'2','pk':'t','mail':'x'}"), "2", T, null), 409, 0);
    assertRefused(() -> container.patchItem("2", T, toX, JsonNode.class), 409, 0);
    assertThat(mail("2")).isEqualTo("y");
    container.replaceItem(json("{'id':'1','pk':'t','mail':'z','a':1}"), "1", T, null);
    container.patchItem("2", T, toX, JsonNode.class);
    assertThat(mail("2")).isEqualTo("x");
    create("{'id':'3','pk':'t','mail':'y','a':3}");
  }

  @Test
  void aDeletedOrExpiredItemHoldsNothing() {
    create("{'id':'1','pk':'t','mail':'x','a':1}");
    create("{'id':'2','pk':'t','mail':'y','a':2,'ttl':5}");
    container.deleteItem("1", T, null);
    cosmos.advance(Duration.ofSeconds(5));

    create("{'id':'3','pk':'t','mail':'x','a':1}");
    create("{'id':'4','pk':'t','mail':'y','a':2}");
    cosmos.server().sweep();
    assertRefused(() -> create("{'id':'5','pk':'t','mail':'y','a':5}"), 409, 0);
  }

  @Test
  void aBatchSeesWhatItsEarlierOperationsTookAndGave() {
    create("{'id':'1','pk':'t','mail':'x','a':1}");
    CosmosBatch hand = CosmosBatch.createCosmosBatch(T);
    hand.deleteItemOperation("1");
    hand.createItemOperation(json("{'id':'0','pk':'t','mail':'x','a':1}"));
    CosmosBatch twice = CosmosBatch.createCosmosBatch(T);
    twice.createItemOperation(json("{'id':'5','pk':'t','mail':'new','a':5}"));
    twice.createItemOperation(json("{'id':'6','pk':'t','mail':'new','a':6}"));

    assertThat(container.executeCosmosBatch(hand).isSuccessStatusCode()).isTrue();
    CosmosBatchResponse refused = container.executeCosmosBatch(twice);

    assertThat(refused.getResults().stream().map(CosmosBatchOperationResult::getStatusCode))
        .containsExactly(424, 409);
    create("{'id':'5','pk':'t','mail':'new','a':5}");
    assertRefused(() -> create("{'id':'7','pk':'t','mail':'x','a':7}"), 409, 0);
  }

  @Test
  void valuesAreStillTakenAfterARestart(@TempDir Path folder) throws Exception {
    CosmosServer.Options options =
        new CosmosServer.Options(
            0, folder.resolve("cosmos.mv"), LocalCosmos.KEY, null, Clock.systemUTC(), null);
    String definition =
        """
        [{"id":"c","partitionKey":{"paths":["/pk"]},
          "uniqueKeyPolicy":{"uniqueKeys":[{"paths":["/mail"]}]}}]
        """;
    try (CosmosServer server = CosmosServer.start(options)) {
      server.provision("db", Json.parse(definition));
      try (Wire wire = new Wire(server.uri(), LocalCosmos.KEY)) {
        assertThat(wire.post("t", "{\"id\":\"1\",\"pk\":\"t\",\"mail\":\"x\"}")).isEqualTo(201);
      }
    }
    try (CosmosServer server = CosmosServer.start(options);
        Wire wire = new Wire(server.uri(), LocalCosmos.KEY)) {
      assertThat(wire.post("t", "{\"id\":\"2\",\"pk\":\"t\",\"mail\":\"x\"}")).isEqualTo(409);
      assertThat(wire.post("t", "{\"id\":\"2\",\"pk\":\"t\",\"mail\":\"y\"}")).isEqualTo(201);
    }
  }
}
