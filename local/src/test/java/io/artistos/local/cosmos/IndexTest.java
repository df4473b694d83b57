package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many items queries look at; never how long they take. */
class IndexTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");
  private static final Pattern LOOKED_AT = Pattern.compile("retrievedDocumentCount=(\\d+)");
  private static final int SMALL = 500;
  private static final int LARGE = 3_000;

  /** Rows and how many items were looked at for them, of all pages asked for. */
  private record Answer(List<String> rows, long lookedAt) {}

  private static final Map<Integer, CosmosContainer> unchanged = new HashMap<>();

  private String policy = "";
  private int named;

  @BeforeEach
  void declareWhatTheSuiteDeclares() {
    policy =
        """
        {"indexingMode":"consistent","automatic":true,
         "includedPaths":[{"path":"/n/?"},{"path":"/s/?"},{"path":"/k/?"},{"path":"/a/b/?"},
                          {"path":"/tags/[]/?"}],
         "excludedPaths":[{"path":"/*"}],
         "compositeIndexes":[[{"path":"/k","order":"descending"},{"path":"/n","order":"ascending"}]]}
        """;
  }

  /** One that no test changes. */
  private CosmosContainer declared(int items) {
    return unchanged.computeIfAbsent(items, i -> container(i, "/pk"));
  }

  private CosmosContainer container(int items, String... keys) {
    String id = "i" + System.identityHashCode(this) + "x" + ++named;
    ObjectNode definition = Json.object().put("id", id);
    definition.set("partitionKey", partitionKey(keys));
    definition.set("indexingPolicy", Json.parse(policy));
    cosmos.server().provision("db", Json.object().arrayNode().add(definition));
    List<ObjectNode> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      ObjectNode item = Json.object().put("pk", "t").put("id", "i" + i);
      item.put("n", i).put("k", i % 7).put("s", "s" + (i * 31) % items).put("unindexed", i);
      item.putObject("a").put("b", i % (items / 10));
      item.putArray("tags").add("t" + i % 50).add("all");
      all.add(item);
    }
    cosmos.server().fill("db", id, all);
    return cosmos.database().getContainer(id);
  }

  private static JsonNode partitionKey(String... keys) {
    ObjectNode key = Json.object().put("kind", keys.length == 1 ? "Hash" : "MultiHash");
    for (String path : keys) {
      key.withArray("paths").add(path);
    }
    return key;
  }

  private static Answer ask(
      CosmosContainer container, @Nullable PartitionKey key, String sql, int pageSize, int pages) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    if (key != null) {
      options.setPartitionKey(key);
    }
    List<String> rows = new ArrayList<>();
    long lookedAt = 0;
    String continuation = null;
    for (int i = 0; i < pages; i++) {
      FeedResponse<JsonNode> page =
          container
              .queryItems(sql, options, JsonNode.class)
              .iterableByPage(continuation, pageSize)
              .iterator()
              .next();
      page.getResults().forEach(row -> rows.add(row.toString()));
      // The SDK makes a page without rows itself.
      lookedAt += page.getResults().isEmpty() ? 0 : lookedAt(page);
      continuation = page.getContinuationToken();
      if (continuation == null) {
        break;
      }
    }
    return new Answer(rows, lookedAt);
  }

  private static long lookedAt(FeedResponse<JsonNode> page) {
    String metrics = page.getResponseHeaders().get("x-ms-documentdb-query-metrics");
    Matcher matcher = LOOKED_AT.matcher(String.valueOf(metrics));
    assertThat(matcher.find()).as("metrics: %s", metrics).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c.n = 400 | 1",
        "400 = c.n | 1",
        "c.n IN (3, 77, 400, 100000) | 3",
        "c.n >= 100 AND c.n < 120 | 20",
        "c.n BETWEEN 390 AND 394 | 5",
        "120 >= c.n AND 118 < c.n | 2",
        "c.s = 's31' | 1",
        "STARTSWITH(c.s, 's49') AND c.n < 400 | 15",
        "c.s LIKE 's49_%' AND c.n < 400 | 15",
        "c.s LIKE 's^4__' ESCAPE '^' AND c.n < 400 | 130",
        "c.n IN (-1, 3, -7) | 1",
        "c.n = 400 AND c.k >= 0 | 1",
        "c.n = 400 OR c.n = 600 | 2",
        "c.n = 400 OR c.s = 's31' | 2",
        "c.n < 10 AND (c.k = 1 OR c.unindexed = 5) | 10",
        "IS_DEFINED(c.k) AND c.n = 3 | 1",
        "c.n = 3 AND NOT (c.k = 17) | 1",
      })
  void aQueryByAnIndexedPropertyLooksAtWhatFits(String where, int most) {
    for (int size : List.of(SMALL, LARGE)) {
      Answer answer =
          ask(container(size, "/pk"), T, "SELECT VALUE c.id FROM c WHERE " + where, 1_000, 10);

      assertThat(answer.rows()).as("%s of %d", where, size).isNotEmpty();
      assertThat(answer.lookedAt()).as("%s of %d", where, size).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void anIndexedArrayFindsItsElements() {
    CosmosContainer container = container(SMALL, "/pk");
    String sql = "SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(c.tags, 't7')";

    assertThat(ask(container, T, sql, 1000, 1).rows()).hasSize(SMALL / 50);
    assertThat(ask(container, T, sql, 1000, 1).lookedAt()).isEqualTo(SMALL / 50);
    assertThat(ask(container, T, sql + " OR ARRAY_CONTAINS(c.tags, 't8')", 1000, 1).lookedAt())
        .isEqualTo(SMALL / 25);
  }

  @Test
  void aPropertyThatIsExcludedIsLookedForInAllItems() {
    Answer answer =
        ask(declared(SMALL), T, "SELECT VALUE c.id FROM c WHERE c.unindexed = 5", 1000, 1);

    assertThat(answer.rows()).hasSize(1);
    assertThat(answer.lookedAt()).isEqualTo(SMALL);
  }

  @Test
  void withEverythingIncludedAnyPropertyIsFound() {
    policy = "{\"indexingMode\":\"consistent\",\"includedPaths\":[{\"path\":\"/*\"}]}";
    CosmosContainer container = container(SMALL, "/pk");

    assertThat(ask(container, T, "SELECT * FROM c WHERE c.unindexed = 5", 10, 1).lookedAt())
        .isEqualTo(1);
    assertThat(ask(container, T, "SELECT * FROM c WHERE c.a.b = 5", 100, 1).lookedAt())
        .isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT VALUE c.n FROM c ORDER BY c.n | 3",
        "SELECT VALUE c.n FROM c ORDER BY c.n DESC | 3",
        "SELECT VALUE c.n FROM c ORDER BY c.s DESC | 3",
        "SELECT VALUE c.n FROM c WHERE c.n >= 40 ORDER BY c.n | 3",
        "SELECT VALUE c.n FROM c ORDER BY c.k DESC, c.n ASC | 3",
        "SELECT VALUE c.n FROM c ORDER BY c.k ASC, c.n DESC | 3",
        "SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 5 LIMIT 20 | 8",
        "SELECT TOP 20 VALUE c.n FROM c ORDER BY c.n DESC | 3",
      })
  void aPageInTheOrderOfAnIndexLooksAtThePage(String sql, int beside) {
    for (int size : List.of(SMALL, LARGE)) {
      // Each page reads one row more, to know whether there is another page.
      Answer answer = ask(declared(size), T, sql, 10, 2);

      assertThat(answer.rows()).hasSize(20);
      assertThat(answer.lookedAt()).as("%s of %d", sql, size).isLessThanOrEqualTo(20 + beside);
    }
  }

  @Test
  void aLaterPageGoesOnWhereTheOneBeforeEnded() {
    CosmosContainer container = container(SMALL, "/pk");

    Answer all = ask(container, T, "SELECT VALUE c.n FROM c ORDER BY c.n DESC", 50, 100);

    assertThat(all.rows()).hasSize(SMALL).startsWith("499", "498").endsWith("1", "0");
    assertThat(all.lookedAt()).isLessThan(SMALL + SMALL / 50 + 1);
  }

  @Test
  void writesOfEveryKindKeepTheIndex() {
    CosmosContainer container = container(SMALL, "/pk");
    String sql = "SELECT VALUE c.id FROM c WHERE c.n = 4000";
    assertThat(ask(container, T, sql, 10, 1).rows()).isEmpty();

    container.createItem(json("{'id':'new','pk':'t','n':4000}"));
    container.replaceItem(
        json("{'id':'i1','pk':'t','n':4000}"), "i1", T, new CosmosItemRequestOptions());
    container.patchItem("i2", T, CosmosPatchOperations.create().set("/n", 4000), JsonNode.class);
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    batch.upsertItemOperation(json("{'id':'i3','pk':'t','n':4000}"));
    batch.deleteItemOperation("i4");
    assertThat(container.executeCosmosBatch(batch).isSuccessStatusCode()).isTrue();

    assertThat(ask(container, T, sql, 10, 1))
        .isEqualTo(new Answer(List.of("\"i1\"", "\"i2\"", "\"i3\"", "\"new\""), 4));
    assertThat(ask(container, T, "SELECT VALUE c.id FROM c WHERE c.n IN (1, 2, 3, 4)", 10, 1))
        .isEqualTo(new Answer(List.of(), 0));
  }

  @Test
  void aTenantsItemsUnderAPrefixOfTheKeyAreFoundByIndexToo() {
    CosmosContainer container = container(SMALL, "/pk", "/id");
    PartitionKey prefix = new PartitionKeyBuilder().add("t").build();

    assertThat(
            ask(container, prefix, "SELECT VALUE c.id FROM c WHERE c.pk = 't' AND c.n = 7", 10, 1))
        .isEqualTo(new Answer(List.of("\"i7\""), 1));
    assertThat(ask(container, null, "SELECT VALUE c.id FROM c WHERE c.n = 7", 10, 1))
        .as("across all partitions")
        .isEqualTo(new Answer(List.of("\"i7\""), 1));
    assertThat(
            ask(container, prefix, "SELECT VALUE c.n FROM c WHERE c.pk = 't' ORDER BY c.n", 10, 1)
                .lookedAt())
        .isEqualTo(11);
  }

  @Test
  void manyThatFitArePagedByTheIndex() {
    CosmosContainer container = container(6_000, "/pk");
    String sql = "SELECT VALUE c.n FROM c WHERE c.n < 2600";

    Answer answer = ask(container, T, sql, 500, 3);

    assertThat(answer.rows()).hasSize(1_500).doesNotHaveDuplicates();
    assertThat(answer.lookedAt()).isEqualTo(1_503);
  }
}
