package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static io.artistos.local.cosmos.LocalCosmos.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.implementation.routing.PartitionKeyInternal;
import com.azure.cosmos.implementation.routing.PartitionKeyInternalHelper;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.azure.cosmos.models.PartitionKeyDefinition;
import com.azure.cosmos.models.PartitionKeyDefinitionVersion;
import com.azure.cosmos.models.PartitionKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.artistos.local.cosmos.json.Json;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchicalKeysTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static CosmosContainer container;

  @BeforeAll
  static void eightItems() {
    IndexingPolicy policy =
        new IndexingPolicy()
            .setCompositeIndexes(List.of(LocalCosmos.composite("/a", "/b/x", "/c")));
    container = cosmos.container(policy, "/a", "/b/x", "/c");
    for (String a : List.of("A", "B")) {
      for (String b : List.of("1", "2")) {
        for (String c : List.of("p", "q")) {
          container.createItem(
              json("{'a':'%s','b':{'x':'%s'},'c':'%s','id':'i'}".formatted(a, b, c)));
        }
      }
    }
  }

  private static PartitionKey key(String... levels) {
    PartitionKeyBuilder builder = new PartitionKeyBuilder();
    List.of(levels).forEach(builder::add);
    return builder.build();
  }

  private static List<String> query(PartitionKey key, String where) {
    return rows(
        container,
        new CosmosQueryRequestOptions().setPartitionKey(key),
        "SELECT c.a, c.b.x, c.c FROM c " + where + " ORDER BY c.a, c.b.x, c.c");
  }

  @Test
  void anItemIsFoundUnderAllItsLevels() {
    assertThat(container.readItem("i", key("A", "2", "q"), JsonNode.class).getItem().get("c"))
        .hasToString("\"q\"");
    assertRefused(() -> container.readItem("i", key("A", "2", "r"), JsonNode.class), 404, 0);
  }

  @Test
  void aKeyThatIsTooShortFindsNoItem() {
    assertRefused(() -> container.readItem("i", key("A", "2"), JsonNode.class), 400, 0);
    assertRefused(
        () ->
            container.createItem(
                json("{'a':'A','b':{'x':'1'},'c':'p','id':'j'}"),
                key("A", "1", "q"),
                new CosmosItemRequestOptions()),
        400,
        1001);
  }

  @Test
  void aPrefixConfinesAQueryWithoutAnyPredicate() {
    assertThat(query(key("A"), ""))
        .containsExactly(
            "{'a':'A','x':'1','c':'p'}",
            "{'a':'A','x':'1','c':'q'}",
            "{'a':'A','x':'2','c':'p'}",
            "{'a':'A','x':'2','c':'q'}");
    assertThat(query(key("B", "2"), ""))
        .containsExactly("{'a':'B','x':'2','c':'p'}", "{'a':'B','x':'2','c':'q'}");
    assertThat(query(key("B", "2", "q"), "")).containsExactly("{'a':'B','x':'2','c':'q'}");
  }

  @Test
  void aPrefixCannotBeLeftByAPredicate() {
    assertThat(query(key("A"), "WHERE c.a = 'B'")).isEmpty();
    assertThat(query(key("A"), "WHERE c.a = 'B' OR true")).hasSize(4);
    assertThat(query(key("C"), "")).isEmpty();
  }

  @Test
  void aPrefixIsPagedToItsEnd() {
    List<String> ids = new ArrayList<>();
    container
        .queryItems(
            "SELECT * FROM c",
            new CosmosQueryRequestOptions().setPartitionKey(key("A")),
            JsonNode.class)
        .iterableByPage(1)
        .forEach(page -> page.getResults().forEach(item -> ids.add(item.get("a").asText())));

    assertThat(ids).containsExactly("A", "A", "A", "A");
  }

  @Test
  void acrossPartitionsThePredicateDecides() {
    assertThat(rows(container, null, "SELECT VALUE c.c FROM c WHERE c.a = 'A' AND c.b.x = '1'"))
        .containsExactlyInAnyOrder("'p'", "'q'");
    assertThat(rows(container, null, "SELECT VALUE COUNT(1) FROM c")).containsExactly("8");
    assertThat(
            rows(
                container,
                null,
                "SELECT VALUE COUNT(1) FROM c WHERE c.a IN ('A', 'B') AND c.b.x = '1'"))
        .containsExactly("4");
  }

  @Test
  void manyAreReadAtOnce() {
    List<CosmosItemIdentity> wanted =
        List.of(
            new CosmosItemIdentity(key("A", "1", "p"), "i"),
            new CosmosItemIdentity(key("B", "2", "q"), "i"),
            new CosmosItemIdentity(key("B", "2", "q"), "none"));

    assertThat(container.readMany(wanted, JsonNode.class).getResults()).hasSize(2);
  }

  @Test
  void aPrefixReadsAllItsItems() {
    assertThat(container.readAllItems(key("A", "1", "p"), JsonNode.class).stream()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['A']",
        "['A','1','p']",
        "['',null]",
        "[true,false,'ü']",
        "[1,-2.5,1e300]",
        "['0123456789012','01234567890123','012345678901234567890123456789']"
      })
  void effectiveKeysAreTheSdks(String levels) {
    ArrayNode array = (ArrayNode) Json.parse(levels.replace('\'', '"'));
    List<Object> values = new ArrayList<>();
    List<JsonNode> nodes = new ArrayList<>();
    for (JsonNode node : array) {
      nodes.add(node);
      values.add(
          node.isNumber()
              ? Double.valueOf(node.doubleValue())
              : node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : node.textValue());
    }
    PartitionKeyDefinition definition =
        new PartitionKeyDefinition()
            .setPaths(List.of("/a", "/b", "/c"))
            .setKind(PartitionKind.MULTI_HASH)
            .setVersion(PartitionKeyDefinitionVersion.V2);
    String expected =
        PartitionKeyInternalHelper.getEffectivePartitionKeyString(
            PartitionKeyInternal.fromObjectArray(values, true), definition);

    assertThat(HexFormat.of().withUpperCase().formatHex(EffectiveKey.of(nodes)))
        .isEqualTo(expected);
  }

  @Test
  void theTestVectorOfTheContractHolds() {
    assertThat(
            HexFormat.of().withUpperCase().formatHex(EffectiveKey.of(List.of(Json.parse("\"A\"")))))
        .isEqualTo("14F53A0810CE6727EB1CD722D321216F");
  }
}
