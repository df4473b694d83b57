package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.CosmosScripts;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosStoredProcedureProperties;
import com.azure.cosmos.models.CosmosTriggerProperties;
import com.azure.cosmos.models.CosmosUserDefinedFunctionProperties;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.IndexingDirective;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service has and this server has not is refused, with its name. */
class RefusalsTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final List<String> STRONGER = List.of("Strong", "BoundedStaleness");
  private static final PartitionKey T = new PartitionKey("t");

  private static CosmosContainer container;

  @BeforeAll
  static void anItem() {
    container = cosmos.container("/pk");
    container.createItem(json("{'id':'a','pk':'t'}"));
  }

  @TestFactory
  Stream<DynamicTest> whatTheSdkCanAskFor() {
    CosmosScripts scripts = container.getScripts();
    CosmosItemRequestOptions trigger =
        new CosmosItemRequestOptions().setPreTriggerInclude(List.of("before"));
    CosmosItemRequestOptions unindexed =
        new CosmosItemRequestOptions().setIndexingDirective(IndexingDirective.EXCLUDE);
    CosmosChangeFeedRequestOptions everyVersion =
        CosmosChangeFeedRequestOptions.createForProcessingFromNow(FeedRange.forFullRange())
            .allVersionsAndDeletes();
    Map<String, ThrowingCallable> requests =
        Map.ofEntries(
            Map.entry(
                "POST /dbs/*/colls/*/sprocs",
                () ->
                    scripts.createStoredProcedure(
                        new CosmosStoredProcedureProperties("s", "function () {}"))),
            Map.entry(
                "GET /dbs/*/colls/*/sprocs",
                () -> scripts.readAllStoredProcedures().stream().toList()),
            Map.entry(
                "POST /dbs/*/colls/*/triggers",
                () -> scripts.createTrigger(new CosmosTriggerProperties("t", "function () {}"))),
            Map.entry(
                "POST /dbs/*/colls/*/udfs",
                () ->
                    scripts.createUserDefinedFunction(
                        new CosmosUserDefinedFunctionProperties("u", "function () {}"))),
            Map.entry(
                "a query over /dbs/*/colls/*/udfs",
                () -> scripts.queryUserDefinedFunctions("SELECT * FROM c", null).stream().toList()),
            Map.entry(
                "a query over /dbs",
                () -> cosmos.client().queryDatabases("SELECT * FROM c", null).stream().toList()),
            Map.entry(
                "a query over /dbs/*/colls",
                () -> cosmos.database().queryContainers("SELECT * FROM c").stream().toList()),
            Map.entry("GET /dbs/*/users", () -> cosmos.database().readAllUsers().stream().toList()),
            Map.entry(
                "Full-Fidelity Feed",
                () -> container.queryChangeFeed(everyVersion, JsonNode.class).stream().toList()),
            Map.entry(
                "x-ms-documentdb-pre-trigger-include",
                () -> container.createItem(json("{'id':'b','pk':'t'}"), T, trigger)),
            Map.entry(
                "x-ms-indexing-directive",
                () -> container.createItem(json("{'id':'b','pk':'t'}"), T, unindexed)));
    return requests.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThatThrownBy(entry.getValue())
                            .isInstanceOfSatisfying(
                                CosmosException.class,
                                e -> assertThat(e.getStatusCode()).isEqualTo(400))
                            .hasMessageContaining(entry.getKey() + " is not supported")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "computedProperties:[{'name':'x','query':'SELECT VALUE 1'}]",
        "vectorEmbeddingPolicy:{'vectorEmbeddings':[{}]}",
        "fullTextPolicy:{'defaultLanguage':'en-US'}",
        "clientEncryptionPolicy:{'includedPaths':[{}]}",
        "analyticalStorageTtl:-1",
        "materializedViewDefinition:{'sourceCollectionId':'x'}",
        "spatialIndexes:[{'path':'/p/*'}]",
        "vectorIndexes:[{'path':'/v'}]",
        "fullTextIndexes:[{'path':'/f'}]"
      })
  void definitions(String member) {
    String name = member.substring(0, member.indexOf(':'));
    String text = "'" + name + "'" + member.substring(name.length());
    String inside = name.endsWith("Indexes") ? "'indexingPolicy':{" + text + "}" : text;
    String body = "[{'id':'x','partitionKey':{'paths':['/pk']}," + inside + "}]";

    assertThatThrownBy(() -> cosmos.server().provision("db", Json.parse(body.replace('\'', '"'))))
        .hasMessageContaining(name + " is not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conflicts", "schemas", "docs/a/attachments", "partitions"})
  void whatAnotherClientCanAskFor(String what) throws Exception {
    String owner = "dbs/db/colls/" + container.getId();
    String path = owner + "/" + what;
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      HttpResponse<String> answer =
          wire.sendAs(
              what.substring(what.lastIndexOf('/') + 1),
              "GET",
              path,
              path.substring(0, path.lastIndexOf('/')),
              "",
              Instant.now());

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("is not supported", what.substring(what.lastIndexOf('/') + 1));
    }
  }

  @Test
  void aConsistencyStrongerThanTheAccounts() throws Exception {
    String item = "dbs/db/colls/" + container.getId() + "/docs/a";
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      for (String level : List.of("Strong", "BoundedStaleness", "Session", "Eventual")) {
        int status =
            wire.send(
                    "GET",
                    item,
                    item,
                    "",
                    Instant.now(),
                    "x-ms-documentdb-partitionkey",
                    "[\"t\"]",
                    "x-ms-consistency-level",
                    level)
                .statusCode();

        assertThat(status).as(level).isEqualTo(STRONGER.contains(level) ? 400 : 200);
      }
    }
  }

  @Test
  void methodsThatNoItemKnows() throws Exception {
    String items = "dbs/db/colls/" + container.getId();
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      assertThat(wire.send("PUT", items + "/docs", items, "", Instant.now()).statusCode())
          .isEqualTo(405);
      assertThat(
              wire.send("POST", items + "/docs/a", items + "/docs/a", "", Instant.now())
                  .statusCode())
          .isEqualTo(405);
    }
  }
}
