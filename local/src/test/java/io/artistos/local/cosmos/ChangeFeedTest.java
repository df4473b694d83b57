package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangeFeedTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");
  private static final PartitionKey U = new PartitionKey("u");
  private static final FeedRange ALL = FeedRange.forFullRange();

  private CosmosContainer container;

  @BeforeEach
  void newContainer() {
    container = cosmos.container(-1, "/pk");
  }

  private void write(String pk, String... ids) {
    for (String id : ids) {
      container.upsertItem(json("{}").put("id", id).put("pk", pk));
    }
  }

  private static CosmosChangeFeedRequestOptions beginning(FeedRange range) {
    return CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(range);
  }

  private static CosmosChangeFeedRequestOptions from(String continuation) {
    return CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(continuation);
  }

  /** The ids of all pages until the feed says that there is nothing more, and where that was. */
  private record Changes(List<String> ids, String continuation, int pages) {}

  private Changes read(CosmosChangeFeedRequestOptions options) {
    List<String> ids = new ArrayList<>();
    String continuation = "";
    int pages = 0;
    for (FeedResponse<JsonNode> page :
        container.queryChangeFeed(options, JsonNode.class).iterableByPage()) {
      page.getResults().forEach(item -> ids.add(item.path("id").asText()));
      continuation = page.getContinuationToken();
      pages++;
    }
    return new Changes(ids, continuation, pages);
  }

  @Test
  void itGivesEachItemOnceInTheOrderOfTheLastWrites() {
    write("t", "a", "b", "c");
    write("t", "a");
    container.patchItem("b", T, CosmosPatchOperations.create().set("/n", 1), JsonNode.class);

    assertThat(read(beginning(FeedRange.forLogicalPartition(T))).ids())
        .containsExactly("c", "a", "b");
    assertThat(read(beginning(ALL)).ids()).containsExactly("c", "a", "b");
  }

  @Test
  void deletedAndExpiredItemsAreAbsent() {
    write("t", "a", "b", "c", "a");
    container.deleteItem("b", T, null);
    container.upsertItem(json("{'id':'c','pk':'t','ttl':5}"));
    cosmos.advance(Duration.ofSeconds(5));

    assertThat(read(beginning(ALL)).ids()).containsExactly("a");
  }

  @Test
  void aPartitionsFeedHasItsItemsAlone() {
    write("t", "a", "b");
    write("u", "a");
    write("t", "c");

    assertThat(read(beginning(FeedRange.forLogicalPartition(T))).ids())
        .containsExactly("a", "b", "c");
    assertThat(read(beginning(FeedRange.forLogicalPartition(U))).ids()).containsExactly("a");
    assertThat(read(beginning(ALL)).ids()).containsExactly("a", "b", "a", "c");
  }

  @Test
  void aContinuationGoesOnWhereItWas() {
    write("t", "a", "b");
    Changes first = read(beginning(ALL));
    write("u", "c");
    write("t", "a");
    Changes second = read(from(first.continuation()));
    Changes third = read(from(second.continuation()));

    assertThat(first.ids()).containsExactly("a", "b");
    assertThat(second.ids()).containsExactly("c", "a");
    assertThat(third.ids()).isEmpty();
    write("t", "b");
    assertThat(read(from(third.continuation())).ids()).containsExactly("b");
  }

  @Test
  void aPartitionsContinuationPassesOverOtherPartitions() {
    write("t", "a");
    Changes first = read(beginning(FeedRange.forLogicalPartition(T)));
    write("u", "x", "y", "z");
    Changes second = read(from(first.continuation()));
    write("t", "b");

    assertThat(second.ids()).isEmpty();
    assertThat(read(from(second.continuation())).ids()).containsExactly("b");
  }

  @Test
  void fromNowOnlyWhatComesLaterIsGiven() {
    write("t", "a");
    Changes now = read(CosmosChangeFeedRequestOptions.createForProcessingFromNow(ALL));
    write("t", "b");

    assertThat(now.ids()).isEmpty();
    assertThat(read(from(now.continuation())).ids()).containsExactly("b");
  }

  @Test
  void fromAPointInTimeWhatIsOlderIsLeftOut() {
    write("t", "a", "b");
    Instant between =
        Instant.ofEpochSecond(
            container.readItem("b", T, JsonNode.class).getItem().path("_ts").longValue());
    cosmos.advance(Duration.ofSeconds(10));
    write("t", "c", "a");

    Changes changes =
        read(CosmosChangeFeedRequestOptions.createForProcessingFromPointInTime(between, ALL));
    write("t", "d");

    assertThat(changes.ids()).containsExactly("c", "a");
    assertThat(read(from(changes.continuation())).ids()).containsExactly("d");
  }

  @Test
  void itComesInPages() {
    write("t", "a", "b", "c", "d", "e");

    Changes changes = read(beginning(ALL).setMaxItemCount(2));

    assertThat(changes.ids()).containsExactly("a", "b", "c", "d", "e");
    assertThat(changes.pages()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aBatchIsGivenWhole() {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    for (String id : List.of("z", "y", "x")) {
      batch.createItemOperation(json("{'pk':'t'}").put("id", id));
    }
    container.executeCosmosBatch(batch);

    assertThat(read(beginning(ALL)).ids()).containsExactly("z", "y", "x");
  }

  @Test
  void everyChangeHasItsNumber() {
    write("t", "a", "b");

    List<JsonNode> items =
        container.queryChangeFeed(beginning(ALL), JsonNode.class).stream().toList();

    assertThat(items.get(1).path("_lsn").longValue())
        .isGreaterThan(items.get(0).path("_lsn").longValue());
    assertThat(container.readItem("a", T, JsonNode.class).getItem().has("_lsn")).isFalse();
  }

  @Test
  void aPrefixOfAHierarchicalKeyHasAFeed() {
    container = cosmos.container("/a", "/b");
    for (String a : List.of("A", "B", "A")) {
      container.upsertItem(json("{'a':'%s','b':'x','id':'%s'}".formatted(a, a)));
      container.upsertItem(json("{'a':'%s','b':'y','id':'%sy'}".formatted(a, a)));
    }
    PartitionKey whole = new PartitionKeyBuilder().add("A").add("y").build();

    assertThat(read(beginning(FeedRange.forLogicalPartition(whole))).ids()).containsExactly("Ay");
    assertThat(read(beginning(ALL)).ids()).containsExactly("B", "By", "A", "Ay");
  }

  @Test
  void theContainersRangesTogetherAreTheContainer() {
    write("t", "a");
    write("u", "b");

    List<String> ids = new ArrayList<>();
    container.getFeedRanges().forEach(range -> ids.addAll(read(beginning(range)).ids()));

    assertThat(ids).containsExactly("a", "b");
  }
}
