package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchOperationResult;
import com.azure.cosmos.models.CosmosBatchPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.ItemModel.Change;
import io.artistos.local.cosmos.ItemModel.Failure;
import io.artistos.local.cosmos.ItemModel.Operation;
import io.artistos.local.cosmos.ItemModel.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Generated operations on items, through the SDK on the server and on a plain model of it. The
 * system property {@code cosmos.operations} asks for more of them, {@code cosmos.seed} for the same
 * ones again.
 */
class GeneratedItemsTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final int OPERATIONS = Integer.getInteger("cosmos.operations", 4_000);
  private static final List<String> SYSTEM =
      List.of("_rid", "_self", "_etag", "_attachments", "_ts", "_lsn");

  /** Numbers by value, whatever class they were read as. */
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        boolean numbers = a.isNumber() && b.isNumber();
        return (numbers ? a.doubleValue() == b.doubleValue() : a.equals(b)) ? 0 : 1;
      };

  private final long seed = Long.getLong("cosmos.seed", System.nanoTime());
  private final ItemModel model = new ItemModel();
  private final OperationMaker maker = new OperationMaker(new Random(seed), model);
  private final Map<String, Integer> counts = new TreeMap<>();
  private CosmosContainer container = container();
  private @Nullable String continuation;
  private long seen;

  private static CosmosContainer container() {
    CosmosContainerProperties properties =
        new CosmosContainerProperties("generated", "/pk")
            .setDefaultTimeToLiveInSeconds(ItemModel.TTL)
            .setUniqueKeyPolicy(
                new UniqueKeyPolicy().setUniqueKeys(List.of(new UniqueKey(List.of("/u")))));
    cosmos.database().createContainer(properties);
    return cosmos.database().getContainer("generated");
  }

  @Test
  void theServerAgreesWithTheModel() {
    for (int step = 1; step <= OPERATIONS; step++) {
      String where = "seed " + seed + ", step " + step;
      if (maker.chance(25)) {
        model.advance(1);
        cosmos.advance(Duration.ofSeconds(1));
      }
      if (maker.chance(8)) {
        batch(where);
      } else {
        single(where, maker.operation(maker.key()));
      }
      if (step % 250 == 0) {
        compareItems(where);
        compareFeed(where);
      }
    }
    System.out.println("seed " + seed + ": " + counts);
    assertThat(counts)
        .containsKeys(
            "CREATE 201",
            "CREATE 400",
            "CREATE 400/1001",
            "CREATE 409",
            "UPSERT 200",
            "UPSERT 201",
            "UPSERT 409",
            "UPSERT 412",
            "REPLACE 200",
            "REPLACE 400",
            "REPLACE 404",
            "REPLACE 409",
            "REPLACE 412",
            "PATCH 200",
            "PATCH 400",
            "PATCH 404",
            "PATCH 409",
            "PATCH 412",
            "DELETE 204",
            "DELETE 404",
            "DELETE 412",
            "READ 200",
            "READ 304",
            "READ 404",
            "READ 412",
            "BATCH 200",
            "BATCH 207");
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(OPERATIONS);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void single(String where, Operation operation) {
    String expected;
    try {
      expected = String.valueOf(model.run(operation));
    } catch (Failure failure) {
      expected = failure.status + (failure.subStatus == 0 ? "" : "/" + failure.subStatus);
    }
    String actual;
    try {
      CosmosItemResponse<?> response = send(operation);
      actual = String.valueOf(response.getStatusCode());
      if (response.getETag() != null) {
        model.named(operation.place(), response.getETag());
      }
      if (response.getItem() instanceof JsonNode item && response.getStatusCode() == 200) {
        compare(where + ": " + operation, item, model.items().get(operation.place()));
      }
    } catch (CosmosException e) {
      actual = e.getStatusCode() + (e.getSubStatusCode() == 0 ? "" : "/" + e.getSubStatusCode());
    }
    assertThat(actual).as("%s: %s", where, operation).isEqualTo(expected);
    count(operation.kind() + " " + expected);
  }

  private static void compare(String where, JsonNode item, @Nullable Stored stored) {
    JsonNode bare = ((ObjectNode) item.deepCopy()).remove(SYSTEM);
    boolean same = stored != null && bare.equals(BY_VALUE, stored.body());
    assertThat(same).as("%s: %s instead of %s", where, bare, stored).isTrue();
  }

  private CosmosItemResponse<?> send(Operation operation) {
    PartitionKey key = partitionKey(operation.key());
    CosmosItemRequestOptions options =
        new CosmosItemRequestOptions()
            .setContentResponseOnWriteEnabled(true)
            .setIfMatchETag(operation.match())
            .setIfNoneMatchETag(operation.noneMatch());
    return switch (operation.kind()) {
      case CREATE -> container.createItem(operation.body(), key, options);
      case UPSERT -> container.upsertItem(operation.body(), key, options);
      case REPLACE -> container.replaceItem(operation.body(), operation.id(), key, options);
      case PATCH -> {
        CosmosPatchItemRequestOptions patch = new CosmosPatchItemRequestOptions();
        patch.setContentResponseOnWriteEnabled(true);
        patch.setIfMatchETag(operation.match()).setIfNoneMatchETag(operation.noneMatch());
        patch.setFilterPredicate(predicate(operation));
        yield container.patchItem(operation.id(), key, patch(operation), patch, JsonNode.class);
      }
      case DELETE -> container.deleteItem(operation.id(), key, options);
      case READ -> container.readItem(operation.id(), key, options, JsonNode.class);
    };
  }

  private static @Nullable String predicate(Operation operation) {
    return operation.atLeast() == null ? null : "FROM c WHERE c.n >= " + operation.atLeast();
  }

  private static CosmosPatchOperations patch(Operation operation) {
    CosmosPatchOperations patch = CosmosPatchOperations.create();
    for (Change change : operation.changes()) {
      JsonNode value = change.value();
      switch (change.op()) {
        case "add" -> patch.add(change.path(), value);
        case "set" -> patch.set(change.path(), value);
        case "replace" -> patch.replace(change.path(), value);
        case "remove" -> patch.remove(change.path());
        case "move" -> patch.move(change.from(), change.path());
        default -> patch.increment(change.path(), value == null ? 0 : value.doubleValue());
      }
    }
    return patch;
  }

  static PartitionKey partitionKey(String key) {
    return switch (key) {
      case "none" -> PartitionKey.NONE;
      case "null" -> new PartitionKey(null);
      case "true" -> new PartitionKey(true);
      case "1" -> new PartitionKey(1);
      default -> new PartitionKey(key.substring(1, key.length() - 1));
    };
  }

  private void batch(String where) {
    String key = maker.key();
    List<Operation> operations = maker.operations(key);
    CosmosBatch batch = CosmosBatch.createCosmosBatch(partitionKey(key));
    operations.forEach(operation -> add(batch, operation));
    int[] expected = model.batch(operations);
    CosmosBatchResponse response = container.executeCosmosBatch(batch);
    List<CosmosBatchOperationResult> results = response.getResults();
    assertThat(results.stream().mapToInt(CosmosBatchOperationResult::getStatusCode))
        .as("%s: %s", where, operations)
        .containsExactly(Arrays.stream(expected).boxed().toArray(Integer[]::new));
    for (int i = 0; i < expected.length && response.isSuccessStatusCode(); i++) {
      String etag = results.get(i).getETag();
      if (etag != null) {
        model.named(operations.get(i).place(), etag);
      }
    }
    count("BATCH " + (response.isSuccessStatusCode() ? 200 : 207));
  }

  private static void add(CosmosBatch batch, Operation operation) {
    CosmosBatchItemRequestOptions options =
        new CosmosBatchItemRequestOptions().setIfMatchETag(operation.match());
    switch (operation.kind()) {
      case CREATE -> batch.createItemOperation(operation.body());
      case UPSERT -> batch.upsertItemOperation(operation.body(), options);
      case REPLACE -> batch.replaceItemOperation(operation.id(), operation.body(), options);
      case PATCH -> {
        CosmosBatchPatchItemRequestOptions patch = new CosmosBatchPatchItemRequestOptions();
        patch.setIfMatchETag(operation.match()).setFilterPredicate(predicate(operation));
        batch.patchItemOperation(operation.id(), patch(operation), patch);
      }
      case DELETE -> batch.deleteItemOperation(operation.id(), options);
      case READ -> batch.readItemOperation(operation.id(), options);
    }
  }

  private void compareItems(String where) {
    Map<String, JsonNode> items = new HashMap<>();
    container
        .queryItems("SELECT * FROM c", null, JsonNode.class)
        .forEach(item -> items.put(place(item), item));
    Map<String, Stored> expected = model.items();
    assertThat(items.keySet()).as(where).isEqualTo(expected.keySet());
    items.forEach((place, item) -> compare(where, item, expected.get(place)));
  }

  private static String place(JsonNode item) {
    JsonNode key = item.path("pk");
    return (key.isMissingNode() ? "none" : key.toString()) + "|" + item.path("id").asText();
  }

  /** What was written since the last time, from where that ended. */
  private void compareFeed(String where) {
    CosmosChangeFeedRequestOptions options =
        continuation == null
            ? CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(
                FeedRange.forFullRange())
            : CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(continuation);
    List<JsonNode> changes = new ArrayList<>();
    for (FeedResponse<JsonNode> page :
        container.queryChangeFeed(options.setMaxItemCount(50), JsonNode.class).iterableByPage()) {
      changes.addAll(page.getResults());
      continuation = page.getContinuationToken();
    }
    List<Stored> expected = model.after(seen);
    assertThat(changes).as(where).hasSameSizeAs(expected);
    for (int i = 0; i < changes.size(); i++) {
      compare(where + ", change " + i, changes.get(i), expected.get(i));
    }
    seen = model.order();
  }

  /** Makes operations, some of them with a mistake. */
  private static final class OperationMaker {

    private static final List<String> KEYS =
        List.of("\"t\"", "\"u\"", "\"\"", "null", "none", "1", "true");
    private static final List<String> PATHS =
        List.of(
            "/n", "/n", "/s", "/l/0", "/l/1", "/l/-", "/l/9", "/l/x", "/o/x", "/o", "/new", "/u",
            "/a~1b", "/a~0b", "/none/x", "/ttl", "/l", "/o/y/z", "/pk", "/id", "/_ts");
    private static final List<String> USUAL = List.of("/n", "/s", "/new", "/a~1b", "/l/-", "/o/x");
    private static final List<ItemModel.Kind> KINDS =
        List.of(
            ItemModel.Kind.CREATE,
            ItemModel.Kind.CREATE,
            ItemModel.Kind.UPSERT,
            ItemModel.Kind.UPSERT,
            ItemModel.Kind.REPLACE,
            ItemModel.Kind.REPLACE,
            ItemModel.Kind.PATCH,
            ItemModel.Kind.PATCH,
            ItemModel.Kind.PATCH,
            ItemModel.Kind.DELETE,
            ItemModel.Kind.READ);
    private static final Set<ItemModel.Kind> WRITES =
        EnumSet.range(ItemModel.Kind.CREATE, ItemModel.Kind.REPLACE);
    private static final List<String> VALUES =
        List.of("1", "2.5", "'x'", "null", "true", "[1,2]", "{'x':1}", "-3", "0");

    private final Random random;
    private final ItemModel model;
    private final List<String> etags = new ArrayList<>(List.of("\"old\""));

    OperationMaker(Random random, ItemModel model) {
      this.random = random;
      this.model = model;
    }

    boolean chance(int oneIn) {
      return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    String key() {
      return any(KEYS);
    }

    List<Operation> operations(String key) {
      List<Operation> operations = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Operation operation = operation(key);
        operations.add(
            new Operation(
                operation.kind(),
                key,
                operation.id(),
                operation.body(),
                operation.changes(),
                operation.atLeast(),
                operation.match(),
                null));
      }
      return operations;
    }

    Operation operation(String key) {
      ItemModel.Kind kind = any(KINDS);
      String id = "i" + random.nextInt(12);
      Stored there = model.items().get(key + "|" + id);
      boolean writes = WRITES.contains(kind);
      boolean patches = kind == ItemModel.Kind.PATCH;
      return new Operation(
          kind,
          key,
          id,
          writes ? body(key, id) : null,
          patches ? changes(key) : List.of(),
          patches && chance(4) ? Integer.valueOf(random.nextInt(3)) : null,
          kind != ItemModel.Kind.CREATE && chance(5) ? etag(there) : null,
          kind != ItemModel.Kind.CREATE && chance(8) ? etag(there) : null);
    }

    private String etag(@Nullable Stored there) {
      if (there != null && there.etag() != null && !chance(3)) {
        etags.add(there.etag());
        return there.etag();
      }
      return chance(3) ? "*" : any(etags);
    }

    private ObjectNode body(String key, String id) {
      ObjectNode body = json("{}").put("id", chance(40) ? any(List.of("a/b", "", "zz")) : id);
      String own = chance(30) ? key() : key;
      if (!own.equals("none")) {
        body.set("pk", value(own));
      }
      if (!chance(15)) {
        body.set("u", chance(20) ? value("null") : body.numberNode(random.nextInt(60)));
      }
      body.set("n", value(any(VALUES)));
      body.set("s", value(any(VALUES)));
      if (chance(2)) {
        body.set("l", value("[1,'b',{'x':2}]"));
      }
      if (chance(2)) {
        body.set("o", value("{'x':1,'y':{}}"));
      }
      if (chance(5)) {
        body.set("ttl", chance(6) ? value(any(List.of("0", "'x'", "-2"))) : ttl(body));
      }
      return body;
    }

    private JsonNode ttl(ObjectNode body) {
      return body.numberNode(chance(4) ? -1 : 1 + random.nextInt(8));
    }

    private static JsonNode value(String text) {
      return json("{'v':" + text + "}").get("v");
    }

    /** A value of the unique key that an item of the partition has, or any. */
    private JsonNode unique(String key) {
      List<JsonNode> taken =
          model.items().entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(key + "|"))
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> entry.getValue().body().path("u"))
              .filter(JsonNode::isNumber)
              .toList();
      return taken.isEmpty() ? value(String.valueOf(random.nextInt(60))) : any(taken);
    }

    private List<Change> changes(String key) {
      if (chance(8)) {
        return List.of(new Change("set", "/u", null, unique(key)));
      }
      List<Change> changes = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        String op = any(List.of("add", "set", "set", "replace", "remove", "incr", "move"));
        String path = chance(3) ? any(PATHS) : any(USUAL);
        changes.add(
            switch (op) {
              case "remove" -> new Change(op, path, null, null);
              case "move" ->
                  chance(4)
                      ? new Change(op, any(List.of("/o/x", "/o", "/o/y/z")), "/o", null)
                      : new Change(op, path, any(USUAL), null);
              case "incr" -> new Change(op, path, null, value(any(List.of("1", "-2", "0.5"))));
              default -> new Change(op, path, null, value(any(VALUES)));
            });
      }
      return changes;
    }
  }
}
