package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several items at once without the query language. */
class ListingTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

  private CosmosContainer container;

  @BeforeEach
  void sevenItems() {
    container = cosmos.container(-1, "/pk");
    for (String id : List.of("a", "b", "c", "d", "e")) {
      container.createItem(json("{'pk':'t'}").put("id", id));
    }
    container.createItem(json("{'pk':'u','id':'a'}"));
    container.createItem(json("{'id':'a'}"));
  }

  private HttpResponse<String> get(Wire wire, String... headers) throws Exception {
    String link = "dbs/db/colls/" + container.getId();
    return wire.send("GET", link + "/docs", link, "", Instant.now(), headers);
  }

  private static List<String> ids(HttpResponse<String> answer) {
    List<String> ids = new ArrayList<>();
    Json.parse(answer.body()).path("Documents").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void aPartitionIsListedInPages() throws Exception {
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      List<String> ids = new ArrayList<>();
      String continuation = "";
      int pages = 0;
      do {
        HttpResponse<String> page =
            get(
                wire,
                "x-ms-documentdb-partitionkey",
                "[\"t\"]",
                "x-ms-max-item-count",
                "2",
                "x-ms-continuation",
                continuation);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        ids.addAll(ids(page));
        continuation = page.headers().firstValue("x-ms-continuation").orElse("");
        pages++;
      } while (!continuation.isEmpty());

      assertThat(ids).containsExactly("a", "b", "c", "d", "e");
      assertThat(pages).isEqualTo(3);
    }
  }

  @Test
  void aRangeIsListedWhole() throws Exception {
    container.upsertItem(json("{'pk':'t','id':'e','ttl':1}"));
    cosmos.advance(Duration.ofSeconds(1));
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      HttpResponse<String> answer = get(wire, "x-ms-documentdb-partitionkeyrangeid", "0");

      assertThat(ids(answer)).containsExactlyInAnyOrder("a", "b", "c", "d", "a", "a");
      assertThat(answer.headers().firstValue("x-ms-item-count")).hasValue("6");
      assertThat(get(wire, "x-ms-documentdb-partitionkeyrangeid", "7").statusCode()).isEqualTo(410);
      assertThat(get(wire).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void allItemsOfAPartitionAreRead() {
    assertThat(container.readAllItems(T, JsonNode.class).stream()).hasSize(5);
    assertThat(container.readAllItems(new PartitionKey("u"), JsonNode.class).stream()).hasSize(1);
    assertThat(container.readAllItems(new PartitionKey("v"), JsonNode.class).stream()).isEmpty();
  }

  @Test
  void manyItemsAreReadAtOnce() {
    List<CosmosItemIdentity> wanted =
        List.of(
            new CosmosItemIdentity(T, "a"),
            new CosmosItemIdentity(T, "d"),
            new CosmosItemIdentity(T, "missing"),
            new CosmosItemIdentity(new PartitionKey("u"), "a"));

    assertThat(container.readMany(wanted, JsonNode.class).getResults())
        .extracting(item -> item.path("pk").asText() + item.path("id").asText())
        .containsExactlyInAnyOrder("ta", "td", "ua");
  }

  @Test
  void allItemsOfAKeyAreDeletedAtOnce() {
    container.deleteAllItemsByPartitionKey(T, new CosmosItemRequestOptions());

    assertThat(container.readAllItems(T, JsonNode.class).stream()).isEmpty();
    assertThat(container.readItem("a", new PartitionKey("u"), JsonNode.class).getStatusCode())
        .isEqualTo(200);
    assertThat(container.readItem("a", PartitionKey.NONE, JsonNode.class).getStatusCode())
        .isEqualTo(200);
    assertRefused(() -> container.readItem("a", T, JsonNode.class), 404, 0);
  }
}
