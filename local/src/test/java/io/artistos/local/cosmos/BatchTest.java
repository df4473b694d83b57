package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchOperationResult;
import com.azure.cosmos.models.CosmosBatchPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

  private CosmosContainer container;

  @BeforeEach
  void newContainer() {
    container = cosmos.container("/pk");
  }

  private static ObjectNode item(String id, int n) {
    return json("{'pk':'t'}").put("id", id).put("n", n);
  }

  private CosmosBatchResponse run(CosmosBatch batch) {
    return container.executeCosmosBatch(batch);
  }

  private static List<Integer> statuses(CosmosBatchResponse response) {
    return response.getResults().stream().map(CosmosBatchOperationResult::getStatusCode).toList();
  }

  private int n(String id) {
    return container.readItem(id, T, JsonNode.class).getItem().get("n").asInt();
  }

  @Test
  void everyOperationIsDoneInOrder() {
    container.createItem(item("old", 1));
    container.createItem(item("gone", 1));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    batch.createItemOperation(item("a", 1));
    batch.upsertItemOperation(item("b", 2));
    batch.replaceItemOperation("old", item("old", 3));
    batch.patchItemOperation("a", CosmosPatchOperations.create().increment("/n", 9));
    batch.readItemOperation("a");
    batch.deleteItemOperation("gone");

    CosmosBatchResponse response = run(batch);

    assertThat(response.isSuccessStatusCode()).isTrue();
    assertThat(statuses(response)).containsExactly(201, 201, 200, 200, 200, 204);
    assertThat(response.getResults().get(4).getItem(JsonNode.class).get("n").asInt()).isEqualTo(10);
    assertThat(response.getResults().getFirst().getETag()).isNotEmpty();
    assertThat(response.getRequestCharge()).isBetween(25.0, 27.0);
    assertThat(List.of(n("a"), n("b"), n("old"))).containsExactly(10, 2, 3);
    assertRefused(() -> n("gone"), 404, 0);
  }

  @Test
  void oneFailureUndoesAll() {
    container.createItem(item("taken", 1));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    batch.createItemOperation(item("a", 1));
    batch.createItemOperation(item("taken", 2));
    batch.createItemOperation(item("b", 1));

    CosmosBatchResponse response = run(batch);

    assertThat(response.isSuccessStatusCode()).isFalse();
    assertThat(response.getStatusCode()).isEqualTo(409);
    assertThat(statuses(response)).containsExactly(424, 409, 424);
    assertThat(n("taken")).isEqualTo(1);
    assertRefused(() -> n("a"), 404, 0);
    assertRefused(() -> n("b"), 404, 0);
  }

  @Test
  void etagsAndConditionsAreChecked() {
    container.createItem(item("a", 1));
    CosmosBatch stale = CosmosBatch.createCosmosBatch(T);
    stale.replaceItemOperation(
        "a", item("a", 2), new CosmosBatchItemRequestOptions().setIfMatchETag("\"old\""));
    CosmosBatch conditional = CosmosBatch.createCosmosBatch(T);
    CosmosBatchPatchItemRequestOptions options = new CosmosBatchPatchItemRequestOptions();
    options.setFilterPredicate("FROM c WHERE c.n = 7");
    conditional.patchItemOperation("a", CosmosPatchOperations.create().set("/n", 8), options);

    assertThat(statuses(run(stale))).containsExactly(412);
    assertThat(statuses(run(conditional))).containsExactly(412);
    assertThat(n("a")).isEqualTo(1);
  }

  @Test
  void aBatchStaysInItsPartition() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    batch.createItemOperation(json("{'id':'a','pk':'other'}"));

    assertThat(run(batch).getResults().getFirst().getStatusCode()).isEqualTo(400);
  }

  @Test
  void aBatchHasAtMostTwoMegabytes() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    for (String id : List.of("a", "b", "c")) {
      batch.createItemOperation(item(id, 1).put("x", "y".repeat(700_000)));
    }

    assertRefused(() -> run(batch), 413, 0);
    assertRefused(() -> n("a"), 404, 0);
  }

  @Test
  void aStarInABatchStandsForAnyState() {
    container.createItem(item("a", 1));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    batch.createItemOperation(item("b", 1));
    batch.upsertItemOperation(
        item("a", 2), new CosmosBatchItemRequestOptions().setIfNoneMatchETag("*"));

    assertThat(statuses(run(batch))).containsExactly(424, 412);
  }

  @Test
  void whatFailsInOneOperationIsToldByItsStatus() {
    CosmosBatch missing = CosmosBatch.createCosmosBatch(T);
    missing.createItemOperation(item("a", 1));
    missing.readItemOperation("missing");
    CosmosBatch bad = CosmosBatch.createCosmosBatch(T);
    bad.createItemOperation(item("a", 1));
    bad.patchItemOperation("a", CosmosPatchOperations.create().remove("/none"));

    assertThat(statuses(run(missing))).containsExactly(424, 404);
    assertThat(statuses(run(bad))).containsExactly(424, 400);
    assertRefused(() -> n("a"), 404, 0);
  }

  @Test
  void aHundredOperationsAreTheMost() {
    CosmosBatch most = CosmosBatch.createCosmosBatch(T);
    CosmosBatch tooMany = CosmosBatch.createCosmosBatch(T);
    for (int i = 0; i < 100; i++) {
      most.createItemOperation(item("m" + i, i));
      tooMany.createItemOperation(item("x" + i, i));
    }
    tooMany.createItemOperation(item("x100", 100));

    assertThat(run(most).isSuccessStatusCode()).isTrue();
    assertRefused(() -> run(tooMany), 400, 0);
  }
}
