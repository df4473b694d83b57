package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.Model.Item;
import io.artistos.local.cosmos.Model.Predicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Generated writes and queries, on the server and on a plain model of it. */
class GeneratedQueriesTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final int WRITES = 1_500;
  private static final int QUERIES = 500;

  private final long seed = Long.getLong("cosmos.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Model model = new Model(random);
  private final Map<String, Item> expected = new HashMap<>();

  @Test
  void theServerAgreesWithTheModel() {
    CosmosContainer container = cosmos.container("/pk");
    for (int i = 0; i < WRITES; i++) {
      write(container, i);
    }
    for (int i = 0; i < QUERIES; i++) {
      query(container);
    }
  }

  private void write(CosmosContainer container, int step) {
    Item item = model.item();
    String key = item.pk() + "/" + item.id();
    boolean there = expected.containsKey(key);
    int kind = random.nextInt(10);
    int status =
        kind < 6
            ? create(container, item)
            : kind < 8 ? upsert(container, item) : delete(container, item);
    int wanted =
        kind < 6 ? (there ? 409 : 201) : kind < 8 ? (there ? 200 : 201) : there ? 204 : 404;
    assertThat(status).as("seed %d, write %d of %s", seed, step, key).isEqualTo(wanted);
    if (kind >= 8) {
      expected.remove(key);
    } else if (wanted != 409) {
      expected.put(key, item);
    }
  }

  private static int create(CosmosContainer container, Item item) {
    return status(() -> container.createItem(item.json()).getStatusCode());
  }

  private static int upsert(CosmosContainer container, Item item) {
    return status(() -> container.upsertItem(item.json()).getStatusCode());
  }

  private static int delete(CosmosContainer container, Item item) {
    return status(
        () ->
            container
                .deleteItem(item.id(), new PartitionKey(item.pk()), new CosmosItemRequestOptions())
                .getStatusCode());
  }

  private static int status(java.util.function.IntSupplier call) {
    try {
      return call.getAsInt();
    } catch (CosmosException e) {
      return e.getStatusCode();
    }
  }

  private void query(CosmosContainer container) {
    Predicate where = model.predicate(3);
    String pk = random.nextInt(3) == 0 ? null : model.pk();
    List<String> order = model.order();
    String sql =
        "SELECT VALUE {'k': c.pk, 'i': c.id} FROM c WHERE "
            + where.sql()
            + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
    List<Item> matching =
        new ArrayList<>(
            expected.values().stream()
                .filter(item -> pk == null || item.pk().equals(pk))
                .filter(item -> Boolean.TRUE.equals(where.test().apply(item)))
                .toList());
    List<Item> found = new ArrayList<>();
    for (JsonNode row : run(container, sql, pk)) {
      Item item = expected.get(row.get("k").asText() + "/" + row.get("i").asText());
      assertThat(item).as("seed %d, a row that is no item: %s of %s", seed, row, sql).isNotNull();
      found.add(item);
    }
    assertThat(found)
        .as("seed %d: %s in %s", seed, sql, pk)
        .containsExactlyInAnyOrderElementsOf(matching);
    Comparator<Item> comparator = model.comparator(order);
    assertThat(found).as("seed %d: %s in %s", seed, sql, pk).isSortedAccordingTo(comparator);
  }

  private List<JsonNode> run(CosmosContainer container, String sql, @Nullable String pk) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    if (pk != null) {
      options.setPartitionKey(new PartitionKey(pk));
    }
    List<JsonNode> rows = new ArrayList<>();
    container
        .queryItems(sql, options, JsonNode.class)
        .iterableByPage(30 + random.nextInt(200))
        .forEach(page -> rows.addAll(page.getResults()));
    return rows;
  }
}
