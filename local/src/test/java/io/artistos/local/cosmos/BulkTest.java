package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBulkItemRequestOptions;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");
  private static final PartitionKey U = new PartitionKey("u");

  private CosmosContainer container;

  @BeforeEach
  void newContainer() {
    container = cosmos.container("/pk");
  }

  private static ObjectNode item(String pk, String id, int n) {
    return json("{}").put("pk", pk).put("id", id).put("n", n);
  }

  /** The statuses by the operations' contexts. */
  private Map<String, Integer> run(List<CosmosItemOperation> operations) {
    Map<String, Integer> statuses = new HashMap<>();
    for (CosmosBulkOperationResponse<Object> response :
        container.executeBulkOperations(operations)) {
      statuses.put(response.getOperation().getContext(), response.getResponse().getStatusCode());
    }
    return statuses;
  }

  private int n(PartitionKey key, String id) {
    return container.readItem(id, key, JsonNode.class).getItem().path("n").intValue();
  }

  @Test
  void everyOperationStandsForItself() {
    container.createItem(item("t", "taken", 1));
    container.createItem(item("u", "old", 1));
    container.createItem(item("u", "gone", 1));
    List<CosmosItemOperation> operations =
        List.of(
            CosmosBulkOperations.getCreateItemOperation(item("t", "a", 1), T, "create"),
            CosmosBulkOperations.getCreateItemOperation(item("t", "taken", 2), T, "conflict"),
            CosmosBulkOperations.getUpsertItemOperation(item("u", "b", 2), U, "upsert"),
            CosmosBulkOperations.getReplaceItemOperation("old", item("u", "old", 5), U, "replace"),
            CosmosBulkOperations.getReplaceItemOperation(
                "taken",
                item("t", "taken", 9),
                T,
                new CosmosBulkItemRequestOptions().setIfMatchETag("\"old\""),
                "stale"),
            CosmosBulkOperations.getDeleteItemOperation("gone", U, "delete"),
            CosmosBulkOperations.getReadItemOperation("none", T, "missing"),
            CosmosBulkOperations.getPatchItemOperation(
                "none", T, CosmosPatchOperations.create().set("/n", 1), "patch"));

    assertThat(run(operations))
        .containsOnly(
            Map.entry("create", 201),
            Map.entry("conflict", 409),
            Map.entry("upsert", 201),
            Map.entry("replace", 200),
            Map.entry("stale", 412),
            Map.entry("delete", 204),
            Map.entry("missing", 404),
            Map.entry("patch", 404));
    assertThat(List.of(n(T, "a"), n(T, "taken"), n(U, "b"), n(U, "old")))
        .containsExactly(1, 1, 2, 5);
    assertRefused(() -> n(U, "gone"), 404, 0);
  }

  @Test
  void aThousandItemsAreWritten() {
    List<CosmosItemOperation> operations = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String pk = "p" + i % 7;
      operations.add(
          CosmosBulkOperations.getCreateItemOperation(
              item(pk, "i" + i, i), new PartitionKey(pk), "c" + i));
    }

    assertThat(run(operations).values()).hasSize(1000).containsOnly(201);
    assertThat(LocalCosmos.rows(container, null, "SELECT VALUE COUNT(1) FROM c"))
        .containsExactly("1000");
    assertThat(cosmos.server().operations().of("batch " + container.getId())).isLessThan(500);
  }

  @Test
  void withoutGoingOnTheFirstFailureEndsIt() throws Exception {
    String link = "dbs/db/colls/" + container.getId();
    String create =
        "{'operationType':'Create','partitionKey':'[\\'t\\']','resourceBody':{'id':'%s','pk':'%s'}}";
    String body =
        String.join(
            ",",
            create.formatted("a", "t"),
            create.formatted("b", "u"),
            create.formatted("c", "t"));
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      HttpResponse<String> answer =
          wire.send(
              "POST",
              link + "/docs",
              link,
              ("[" + body + "]").replace("\\'", "\\\"").replace('\'', '"'),
              Instant.now(),
              "x-ms-cosmos-is-batch-request",
              "true",
              "x-ms-cosmos-batch-atomic",
              "false",
              "x-ms-cosmos-batch-continue-on-error",
              "false");

      assertThat(answer.statusCode()).isEqualTo(207);
      assertThat(Json.parse(answer.body()).findValuesAsText("statusCode"))
          .containsExactly("201", "400", "424");
      assertThat(n(T, "a")).isZero();
    }
  }
}
