package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyDefinition;
import com.azure.cosmos.models.PartitionKeyDefinitionVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

  private CosmosContainer container;

  @BeforeEach
  void newContainer() {
    container = cosmos.container("/pk");
  }

  static void assertRefused(ThrowingCallable call, int status, int subStatus) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CosmosException.class,
            e -> {
              assertThat(e.getStatusCode()).as(e.getMessage()).isEqualTo(status);
              assertThat(e.getSubStatusCode()).as(e.getMessage()).isEqualTo(subStatus);
            });
  }

  private static CosmosItemRequestOptions ifMatch(String etag) {
    return new CosmosItemRequestOptions().setIfMatchETag(etag);
  }

  @Test
  void aCreatedItemIsReadBackWithItsSystemMembers() {
    CosmosItemResponse<ObjectNode> created =
        container.createItem(json("{'id':'a','pk':'t','n':{'x':[1,2.5,null,true,'ü\\u0001']}}"));

    CosmosItemResponse<JsonNode> read = container.readItem("a", T, JsonNode.class);

    assertThat(created.getStatusCode()).isEqualTo(201);
    assertThat(created.getItem()).isNull();
    assertThat(read.getStatusCode()).isEqualTo(200);
    assertThat(read.getItem().get("n").toString())
        .isEqualTo("{\"x\":[1,2.5,null,true,\"ü\\u0001\"]}");
    assertThat(read.getItem().get("_etag").asText())
        .isEqualTo(read.getETag())
        .isEqualTo(created.getETag())
        .matches("\".+\"");
    assertThat(read.getItem().get("_ts").asLong()).isPositive();
    assertThat(read.getItem().get("_self").asText())
        .endsWith("/docs/" + read.getItem().get("_rid").asText() + "/");
  }

  @Test
  void aWriteGivesTheItemBackWhenItIsWanted() {
    ObjectNode item =
        container
            .createItem(
                json("{'id':'a','pk':'t'}"),
                T,
                new CosmosItemRequestOptions().setContentResponseOnWriteEnabled(true))
            .getItem();

    assertThat(item.get("_rid").asText()).isNotEmpty();
  }

  @Test
  void anIdIsTakenOnceInAPartitionAndAgainInAnother() {
    container.createItem(json("{'id':'a','pk':'t','v':1}"));
    container.createItem(json("{'id':'a','pk':'u','v':2}"));

    assertRefused(() -> container.createItem(json("{'id':'a','pk':'t'}")), 409, 0);
    assertThat(container.readItem("a", T, JsonNode.class).getItem().get("v").asInt()).isEqualTo(1);
    assertThat(
            container
                .readItem("a", new PartitionKey("u"), JsonNode.class)
                .getItem()
                .get("v")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void partitionKeysOfEveryTypeAreApart() {
    for (String value : List.of("'1'", "1", "true", "false", "null", "1.5", "''")) {
      container.createItem(json("{'id':'a','pk':" + value + "}").put("is", value));
    }
    container.createItem(json("{'id':'a','is':'none'}"));

    assertThat(read(new PartitionKey("1"))).isEqualTo("'1'");
    assertThat(read(new PartitionKey(1))).isEqualTo("1");
    assertThat(read(new PartitionKey(true))).isEqualTo("true");
    assertThat(read(new PartitionKey(1.5))).isEqualTo("1.5");
    assertThat(read(new PartitionKey(null))).isEqualTo("null");
    assertThat(read(PartitionKey.NONE)).isEqualTo("none");
  }

  private String read(PartitionKey key) {
    return container.readItem("a", key, JsonNode.class).getItem().get("is").asText();
  }

  @Test
  void anUpsertCreatesThenReplaces() {
    assertThat(container.upsertItem(json("{'id':'a','pk':'t','v':1}")).getStatusCode())
        .isEqualTo(201);
    String rid = container.readItem("a", T, JsonNode.class).getItem().get("_rid").asText();

    assertThat(container.upsertItem(json("{'id':'a','pk':'t','v':2}")).getStatusCode())
        .isEqualTo(200);

    JsonNode item = container.readItem("a", T, JsonNode.class).getItem();
    assertThat(item.get("v").asInt()).isEqualTo(2);
    assertThat(item.get("_rid").asText()).isEqualTo(rid);
  }

  @Test
  void aReplaceWantsTheCurrentEtag() {
    String first = container.createItem(json("{'id':'a','pk':'t','v':1}")).getETag();
    String second =
        container.replaceItem(json("{'id':'a','pk':'t','v':2}"), "a", T, ifMatch(first)).getETag();

    assertThat(second).isNotEqualTo(first);
    assertRefused(
        () -> container.replaceItem(json("{'id':'a','pk':'t','v':3}"), "a", T, ifMatch(first)),
        412,
        0);
    assertRefused(() -> container.deleteItem("a", T, ifMatch(first)), 412, 0);
    assertRefused(
        () -> container.upsertItem(json("{'id':'a','pk':'t'}"), T, ifMatch(first)), 412, 0);
    assertThat(container.readItem("a", T, JsonNode.class).getItem().get("v").asInt()).isEqualTo(2);
    assertThat(container.deleteItem("a", T, ifMatch(second)).getStatusCode()).isEqualTo(204);
  }

  @Test
  void aStarStandsForAnyState() {
    CosmosItemRequestOptions any = new CosmosItemRequestOptions().setIfNoneMatchETag("*");
    assertThat(container.upsertItem(json("{'id':'a','pk':'t'}"), T, any).getStatusCode())
        .isEqualTo(201);

    assertRefused(() -> container.upsertItem(json("{'id':'a','pk':'t'}"), T, any), 412, 0);
    assertRefused(() -> container.replaceItem(json("{'id':'a','pk':'t'}"), "a", T, any), 412, 0);
    assertRefused(() -> container.deleteItem("a", T, any), 412, 0);
    assertThat(container.readItem("a", T, any, JsonNode.class).getStatusCode()).isEqualTo(304);
    assertThat(container.upsertItem(json("{'id':'a','pk':'t'}"), T, ifMatch("*")).getStatusCode())
        .isEqualTo(200);
    assertThat(container.deleteItem("a", T, ifMatch("*")).getStatusCode()).isEqualTo(204);
    assertRefused(() -> container.deleteItem("a", T, ifMatch("*")), 404, 0);
  }

  @Test
  void aReadMayWantAState() {
    String etag = container.createItem(json("{'id':'a','pk':'t'}")).getETag();

    assertThat(container.readItem("a", T, ifMatch(etag), JsonNode.class).getStatusCode())
        .isEqualTo(200);
    assertRefused(() -> container.readItem("a", T, ifMatch("\"old\""), JsonNode.class), 412, 0);
  }

  @Test
  void aPartitionKeyHasAtMost2048Bytes() {
    String most = "ü".repeat(1024);
    container.createItem(json("{'id':'a'}").put("pk", most));

    assertThat(container.readItem("a", new PartitionKey(most), JsonNode.class).getStatusCode())
        .isEqualTo(200);
    assertRefused(() -> container.createItem(json("{'id':'a'}").put("pk", most + "x")), 400, 0);
  }

  @Test
  void aPartitionKeyOfVersionOneHasAtMost101Bytes() {
    CosmosContainer old =
        container(
            new PartitionKeyDefinition()
                .setPaths(List.of("/pk"))
                .setVersion(PartitionKeyDefinitionVersion.V1));
    String most = "x".repeat(101);
    old.createItem(json("{'id':'a'}").put("pk", most));

    assertThat(old.readItem("a", new PartitionKey(most), JsonNode.class).getStatusCode())
        .isEqualTo(200);
    assertRefused(() -> old.createItem(json("{'id':'a'}").put("pk", most + "x")), 400, 0);
  }

  private static CosmosContainer container(PartitionKeyDefinition key) {
    cosmos.database().createContainer(new CosmosContainerProperties("version1", key));
    return cosmos.database().getContainer("version1");
  }

  @Test
  void anItemHasAtMost128Levels() {
    container.createItem(nested("a", 127));

    assertThat(container.readItem("a", T, JsonNode.class).getStatusCode()).isEqualTo(200);
    assertRefused(() -> container.createItem(nested("b", 128)), 400, 0);
    container.createItem(nested("c", 60));
    CosmosPatchOperations deeper =
        CosmosPatchOperations.create()
            .add("/x" + "/0".repeat(40) + "/-", nested("d", 100).get("x"));
    assertRefused(() -> container.patchItem("c", T, deeper, JsonNode.class), 400, 0);
    CosmosPatchOperations beside =
        CosmosPatchOperations.create().add("/more", nested("d", 100).get("x"));
    container.patchItem("c", T, beside, JsonNode.class);
    assertThat(container.readItem("c", T, JsonNode.class).getItem().has("more")).isTrue();
  }

  /** An item with so many arrays in each other. */
  private static ObjectNode nested(String id, int arrays) {
    ObjectNode item = json("{'pk':'t'}").put("id", id);
    ArrayNode inner = item.putArray("x");
    for (int i = 1; i < arrays; i++) {
      inner = inner.addArray();
    }
    return item;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'text'", "1", "{'id':'a','pk':", "{'id':1,'pk':'t'}", "{'pk':'t'}"})
  void whatIsNoItemIsRefused(String body) throws Exception {
    String link = "dbs/db/colls/" + container.getId();
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      assertThat(
              wire.send(
                      "POST",
                      link + "/docs",
                      link,
                      body.replace('\'', '"'),
                      Instant.now(),
                      "x-ms-documentdb-partitionkey",
                      "[\"t\"]")
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void keyRangesAreNotModified() throws Exception {
    String link = "dbs/db/colls/" + container.getId();
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      HttpResponse<String> first =
          wire.sendAs("pkranges", "GET", link + "/pkranges", link, "", Instant.now());
      String etag = first.headers().firstValue("etag").orElseThrow();

      assertThat(Json.parse(first.body()).at("/PartitionKeyRanges/0/maxExclusive").asText())
          .isEqualTo("FF");
      assertThat(
              wire.sendAs(
                      "pkranges",
                      "GET",
                      link + "/pkranges",
                      link,
                      "",
                      Instant.now(),
                      "if-none-match",
                      etag)
                  .statusCode())
          .isEqualTo(304);
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertRefused(() -> container.readItem("a", T, JsonNode.class), 404, 0);
    assertRefused(() -> container.deleteItem("a", T, new CosmosItemRequestOptions()), 404, 0);
    assertRefused(
        () ->
            container.replaceItem(
                json("{'id':'a','pk':'t'}"), "a", T, new CosmosItemRequestOptions()),
        404,
        0);
  }

  @Test
  void aReadOfAKnownStateIsNotModified() {
    String etag = container.createItem(json("{'id':'a','pk':'t'}")).getETag();

    assertThat(
            container
                .readItem(
                    "a", T, new CosmosItemRequestOptions().setIfNoneMatchETag(etag), JsonNode.class)
                .getStatusCode())
        .isEqualTo(304);
  }

  @Test
  void theHeadersKeyMustBeTheBodys() {
    assertRefused(
        () -> container.createItem(json("{'id':'a','pk':'u'}"), T, new CosmosItemRequestOptions()),
        400,
        1001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a+b", "ü%20", "日本", "a&b=c;d", "a'b", "(a):@!$,~*"})
  void idsMayHoldAlmostAnyCharacter(String id) {
    container.createItem(json("{'pk':'t'}").put("id", id));

    assertThat(container.readItem(id, T, JsonNode.class).getItem().get("id").asText())
        .isEqualTo(id);
    assertThat(container.deleteItem(id, T, null).getStatusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a\\b", "a?b", "a#b"})
  void someIdsAreRefused(String id) {
    assertRefused(() -> container.createItem(json("{'pk':'t'}").put("id", id)), 400, 0);
  }

  @Test
  void anIdHasAtMost1023Bytes() {
    container.createItem(json("{'pk':'t'}").put("id", "x".repeat(1023)));

    assertRefused(
        () -> container.createItem(json("{'pk':'t'}").put("id", "ü".repeat(512))), 400, 0);
  }

  @Test
  void anItemHasAtMostTwoMegabytes() {
    container.createItem(json("{'id':'a','pk':'t'}").put("x", "y".repeat((2 << 20) - 100)));

    assertRefused(
        () -> container.createItem(json("{'id':'b','pk':'t'}").put("x", "y".repeat(2 << 20))),
        413,
        0);
  }

  @Test
  void aMissingContainerIsTold() {
    CosmosContainer missing = cosmos.database().getContainer("missing");

    assertThatThrownBy(() -> missing.readItem("a", T, JsonNode.class))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(404));
  }

  @Test
  void chargesFollowTheDocumentedTables() {
    double written =
        container
            .createItem(json("{'id':'a','pk':'t'}").put("x", "y".repeat(4096 - 220)))
            .getRequestCharge();

    assertThat(written).isBetween(6.6, 6.7);
    assertThat(container.readItem("a", T, JsonNode.class).getRequestCharge()).isBetween(1.12, 1.15);
    assertThat(container.createItem(json("{'id':'b','pk':'t'}")).getRequestCharge())
        .isEqualTo(4.95);
  }

  @Test
  void sessionTokensGrowWithEveryWrite() {
    String first = container.createItem(json("{'id':'a','pk':'t'}")).getSessionToken();
    String second = container.createItem(json("{'id':'b','pk':'t'}")).getSessionToken();

    assertThat(number(second)).isGreaterThan(number(first));
  }

  private static long number(String token) {
    return Long.parseLong(token.substring(token.lastIndexOf('#') + 1));
  }

  @Test
  void operationsAreCountedByKindAndContainer() {
    String name = container.getId();
    container.createItem(json("{'id':'a','pk':'t'}"));
    container.readItem("a", T, JsonNode.class);
    container.readItem("a", T, JsonNode.class);

    OperationCounts counts = cosmos.server().operations();
    assertThat(counts.of("create " + name)).isEqualTo(1);
    assertThat(counts.of("read " + name)).isEqualTo(2);
    assertThat(counts.of("query " + name)).isZero();
    assertThat(counts.of("metadata")).isPositive();
  }
}
