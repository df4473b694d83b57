package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static io.artistos.local.cosmos.LocalCosmos.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

  private CosmosContainer container;

  @BeforeEach
  void twentyItems() {
    container =
        cosmos.container(
            new IndexingPolicy().setCompositeIndexes(List.of(LocalCosmos.composite("/n", "-/v"))),
            "/pk");
    for (int i = 10; i < 30; i++) {
      create(i);
    }
  }

  private void create(int i) {
    container.createItem(
        json("{'pk':'t'}").put("id", "i" + i).put("n", i / 4).put("v", i).put("g", i % 5));
  }

  private FeedResponse<JsonNode> page(String sql, int size, @Nullable String continuation) {
    return container
        .queryItems(spec(sql), new CosmosQueryRequestOptions().setPartitionKey(T), JsonNode.class)
        .iterableByPage(continuation, size)
        .iterator()
        .next();
  }

  private List<String> pages(String sql, int size) {
    return pages(sql, size, page -> {});
  }

  /** All pages, with something done between them. */
  private List<String> pages(String sql, int size, IntConsumer between) {
    List<String> rows = new ArrayList<>();
    String continuation = null;
    int pages = 0;
    do {
      FeedResponse<JsonNode> page = page(sql, size, continuation);
      assertThat(page.getResults()).hasSizeLessThanOrEqualTo(size);
      page.getResults().forEach(row -> rows.add(row.toString()));
      continuation = page.getContinuationToken();
      between.accept(pages++);
    } while (continuation != null);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT VALUE c.v FROM c",
        "SELECT VALUE c.v FROM c WHERE c.v > 12",
        "SELECT VALUE c.v FROM c ORDER BY c.n DESC",
        "SELECT VALUE c.v FROM c ORDER BY c.n, c.v DESC",
        "SELECT VALUE c.v FROM c ORDER BY c.v OFFSET 3 LIMIT 10",
        "SELECT TOP 8 VALUE c.v FROM c ORDER BY c.v DESC",
        "SELECT TOP 8 VALUE c.v FROM c",
        "SELECT DISTINCT VALUE c.g FROM c",
        "SELECT DISTINCT VALUE c.n FROM c ORDER BY c.n DESC",
        "SELECT c.g, COUNT(1) AS n FROM c GROUP BY c.g",
        "SELECT VALUE c.missing FROM c",
      })
  void pagesTogetherAreTheWhole(String sql) {
    List<String> whole = pages(sql, 1000);

    assertThat(pages(sql, 3)).isEqualTo(whole);
    assertThat(pages(sql, 1)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ORDER BY c.n", " ORDER BY c.n DESC, c.v"})
  void insertsBetweenPagesNeitherSkipNorRepeat(String order) {
    List<String> rows =
        pages(
            "SELECT VALUE c.v FROM c" + order,
            4,
            page -> {
              if (page < 5) {
                create(page);
                create(30 + page);
              }
            });

    assertThat(rows).doesNotHaveDuplicates();
    assertThat(rows).containsAll(IntStream.range(10, 30).mapToObj(String::valueOf).toList());
  }

  @Test
  void deletingTheLastRowOfAPageLosesNothing() {
    List<Integer> seen = new ArrayList<>();
    String continuation = null;
    do {
      FeedResponse<JsonNode> page = page("SELECT VALUE c.v FROM c ORDER BY c.n", 4, continuation);
      page.getResults().forEach(row -> seen.add(row.asInt()));
      container.deleteItem("i" + seen.getLast(), T, null);
      continuation = page.getContinuationToken();
    } while (continuation != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(IntStream.range(10, 30).boxed().toList());
  }

  @Test
  void aTokenOfAnotherQueryIsRefused() {
    String token = page("SELECT * FROM c", 2, null).getContinuationToken();

    assertRefused(() -> page("SELECT * FROM c WHERE c.v > 1", 2, token), 400, 0);
  }

  @Test
  void aPageHoldsAboutFourMegabytesAtMost() {
    for (int i = 0; i < 6; i++) {
      container.createItem(json("{'pk':'t'}").put("id", "big" + i).put("x", "y".repeat(1 << 20)));
    }

    assertThat(page("SELECT * FROM c WHERE IS_DEFINED(c.x)", 100, null).getResults())
        .hasSizeBetween(4, 5);
    assertThat(pages("SELECT VALUE LENGTH(c.x) FROM c WHERE IS_DEFINED(c.x)", 100)).hasSize(6);
  }

  @Test
  void acrossPartitionsPagesAreTheWholeToo() {
    for (int i = 0; i < 10; i++) {
      container.createItem(json("{'id':'o'}").put("pk", "p" + i).put("v", 100 + i));
    }

    List<Integer> seen = new ArrayList<>();
    container
        .queryItems(
            spec("SELECT VALUE c.v FROM c ORDER BY c.v"),
            new CosmosQueryRequestOptions(),
            JsonNode.class)
        .iterableByPage(7)
        .forEach(page -> page.getResults().forEach(row -> seen.add(row.asInt())));

    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.concat(IntStream.range(10, 30), IntStream.range(100, 110)).boxed().toList());
  }
}
