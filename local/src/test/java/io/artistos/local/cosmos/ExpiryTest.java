package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static io.artistos.local.cosmos.LocalCosmos.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");
  private static final String IDS = "SELECT VALUE c.id FROM c";

  @Test
  void anItemVanishesWhenItsTimeIsOver() {
    CosmosContainer container = cosmos.container(-1, "/pk");
    container.createItem(json("{'id':'short','pk':'t','ttl':10}"));
    container.createItem(json("{'id':'long','pk':'t','ttl':1000}"));
    container.createItem(json("{'id':'ever','pk':'t'}"));

    cosmos.advance(Duration.ofSeconds(9));
    assertThat(rows(container, null, IDS)).hasSize(3);
    cosmos.advance(Duration.ofSeconds(1));

    assertThat(rows(container, null, IDS)).containsExactlyInAnyOrder("'long'", "'ever'");
    assertRefused(() -> container.readItem("short", T, JsonNode.class), 404, 0);
    assertRefused(() -> container.deleteItem("short", T, null), 404, 0);
    assertThat(container.createItem(json("{'id':'short','pk':'t'}")).getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void theContainersTimeHoldsWhereTheItemSaysNothing() {
    CosmosContainer container = cosmos.container(100, "/pk");
    container.createItem(json("{'id':'default','pk':'t'}"));
    container.createItem(json("{'id':'ever','pk':'t','ttl':-1}"));
    container.createItem(json("{'id':'short','pk':'t','ttl':5}"));

    cosmos.advance(Duration.ofSeconds(5));
    assertThat(rows(container, null, IDS)).containsExactlyInAnyOrder("'default'", "'ever'");
    cosmos.advance(Duration.ofDays(400));

    assertThat(rows(container, null, IDS)).containsExactly("'ever'");
  }

  @Test
  void withoutTimeToLiveNothingExpires() {
    CosmosContainer container = cosmos.container("/pk");
    container.createItem(json("{'id':'a','pk':'t','ttl':5}"));

    cosmos.advance(Duration.ofDays(400));

    assertThat(rows(container, null, IDS)).containsExactly("'a'");
  }

  @Test
  void everyUpdateStartsTheTimeAgain() {
    CosmosContainer container = cosmos.container(-1, "/pk");
    container.createItem(json("{'id':'a','pk':'t','ttl':10}"));

    cosmos.advance(Duration.ofSeconds(8));
    container.patchItem("a", T, CosmosPatchOperations.create().set("/x", 1), JsonNode.class);
    cosmos.advance(Duration.ofSeconds(8));

    assertThat(rows(container, null, IDS)).containsExactly("'a'");
    cosmos.advance(Duration.ofSeconds(2));
    assertThat(rows(container, null, IDS)).isEmpty();
  }

  @Test
  void whatHasExpiredIsRemovedFromTheStore() {
    CosmosContainer container = cosmos.container(10, "/pk");
    container.createItem(json("{'id':'a','pk':'t','secret':'of a day'}"));
    cosmos.advance(Duration.ofSeconds(10));
    assertThat(cosmos.server().dump()).anyMatch(text -> text.contains("of a day"));

    cosmos.server().sweep();

    assertThat(cosmos.server().dump()).noneMatch(text -> text.contains("of a day"));
  }

  @Test
  void aTimeToLiveIsAPositiveNumberOrMinusOne() {
    CosmosContainer container = cosmos.container(-1, "/pk");
    for (String ttl : List.of("0", "-2", "'5'", "1.5", "2147483648", "null")) {
      assertRefused(
          () -> container.createItem(json("{'id':'a','pk':'t','ttl':" + ttl + "}")), 400, 0);
    }
  }
}
