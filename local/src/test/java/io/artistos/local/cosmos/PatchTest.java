package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static final PartitionKey T = new PartitionKey("t");

  private CosmosContainer container;

  @BeforeEach
  void anItem() {
    container = cosmos.container("/pk");
    container.createItem(
        json("{'id':'a','pk':'t','n':1,'o':{'x':1},'l':[1,2,3],'f':1.5,'s':'text'}"));
  }

  private void patch(CosmosPatchOperations operations) {
    patch(operations, new CosmosPatchItemRequestOptions());
  }

  private void patch(CosmosPatchOperations operations, CosmosPatchItemRequestOptions options) {
    container.patchItem("a", T, operations, options, JsonNode.class);
  }

  private static CosmosPatchOperations operations() {
    return CosmosPatchOperations.create();
  }

  private String member(String pointer) {
    JsonNode item = container.readItem("a", T, JsonNode.class).getItem();
    return item.at(pointer).toString().replace('"', '\'');
  }

  @Test
  void addAndSetAndReplaceWriteMembers() {
    patch(operations().add("/new", "x").set("/o/y", List.of(1)).replace("/o/x", 2).set("/s", 5));

    assertThat(member("")).contains("'new':'x'", "'o':{'x':2,'y':[1]}", "'s':5");
  }

  @Test
  void addInsertsIntoAnArrayAndSetOverwrites() {
    patch(operations().add("/l/1", "in").add("/l/-", "end").set("/l/0", "over"));

    assertThat(member("/l")).isEqualTo("['over','in',2,3,'end']");
  }

  @Test
  void removeAndMoveTakeAway() {
    patch(operations().remove("/o/x").remove("/l/0").move("/s", "/o/s"));

    assertThat(member("/o")).isEqualTo("{'s':'text'}");
    assertThat(member("/l")).isEqualTo("[2,3]");
    assertThat(member("/s")).isEmpty();
  }

  @Test
  void incrementKeepsWholeNumbersWholeAndMakesWhatIsMissing() {
    patch(operations().increment("/n", 41).increment("/f", 0.25).increment("/made", -2));

    assertThat(member("/n")).isEqualTo("42");
    assertThat(member("/f")).isEqualTo("1.75");
    assertThat(member("/made")).isEqualTo("-2");
  }

  @Test
  void aPointerMayEscapeSlashAndTilde() {
    patch(operations().set("/a~1b~0c", 1));

    assertThat(member("")).contains("'a/b~c':1");
  }

  @Test
  void addReplacesAMemberAndMoveReplacesItsTarget() {
    patch(operations().add("/s", "new").move("/n", "/f"));

    assertThat(member("/s")).isEqualTo("'new'");
    assertThat(member("/f")).isEqualTo("1");
    assertThat(member("/n")).isEmpty();
  }

  @Test
  void moveTakesOutOfAnArrayAndInsertsIntoIt() {
    patch(operations().move("/l/2", "/l/0").move("/l/1", "/one"));

    assertThat(member("/l")).isEqualTo("[3,2]");
    assertThat(member("/one")).isEqualTo("1");
  }

  @Test
  void operationsBuildOnEachOther() {
    patch(operations().add("/d", Map.of()).add("/d/e", List.of()).add("/d/e/0", 1).remove("/o"));

    assertThat(member("/d")).isEqualTo("{'e':[1]}");
    assertThat(member("/o")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing", "/o", "/o/x/y", "/l/3", "/_ts"})
  void someMovesCannotBe(String from) {
    assertRefused(() -> patch(operations().move(from, "/o/x")), 400, 0);
  }

  @Test
  void aPatchOfWhatIsNotThereIsNotFound() {
    assertRefused(
        () -> container.patchItem("none", T, operations().set("/n", 1), JsonNode.class), 404, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'operations':[]}",
        "{'operations':{}}",
        "{}",
        "{'operations':[{'op':'test','path':'/n','value':1}]}",
        "{'operations':[{'op':'set','path':'n','value':1}]}",
        "{'operations':[{'op':'set','path':'/n'}]}",
        "{'operations':[{'op':'incr','path':'/n','value':'1'}]}",
        "{'operations':[{'op':'move','path':'/n'}]}",
        "{'operations':[{'op':'set','path':'/n','value':1}],'condition':'SELECT nonsense'}"
      })
  void whatIsNoPatchIsRefused(String body) throws Exception {
    String item = "dbs/db/colls/" + container.getId() + "/docs/a";
    try (Wire wire = new Wire(cosmos.server().uri(), LocalCosmos.KEY)) {
      assertThat(
              wire.send(
                      "PATCH",
                      item,
                      item,
                      body.replace('\'', '"'),
                      Instant.now(),
                      "x-ms-documentdb-partitionkey",
                      "[\"t\"]")
                  .statusCode())
          .isEqualTo(400);
    }
    assertThat(member("/n")).isEqualTo("1");
  }

  @Test
  void nothingIsChangedWhenOneOperationFails() {
    assertRefused(() -> patch(operations().set("/n", 2).remove("/missing")), 400, 0);

    assertThat(member("/n")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pk",
        "/id",
        "/_ts",
        "/_etag",
        "/o/x/y",
        "/missing/x",
        "/l/9",
        "/l/x",
        "/l/01",
        "/a~2b",
        "/pk/x",
        "/_rid/x",
        "/"
      })
  void somePathsCannotBeSet(String path) {
    assertRefused(() -> patch(operations().set(path, "x")), 400, 0);
  }

  @Test
  void onlyNumbersAreIncremented() {
    assertRefused(() -> patch(operations().increment("/s", 1)), 400, 0);
    assertRefused(() -> patch(operations().replace("/missing", 1)), 400, 0);
  }

  @Test
  void aConditionDecidesWhetherThePatchHappens() {
    CosmosPatchItemRequestOptions options = new CosmosPatchItemRequestOptions();
    options.setFilterPredicate("FROM c WHERE c.s = 'text' AND c.n < 2");
    patch(operations().increment("/n", 1), options);

    assertRefused(() -> patch(operations().increment("/n", 1), options), 412, 0);
    assertThat(member("/n")).isEqualTo("2");
  }

  @Test
  void anEtagDecidesToo() {
    CosmosPatchItemRequestOptions options = new CosmosPatchItemRequestOptions();
    options.setIfMatchETag("\"old\"");

    assertRefused(() -> patch(operations().set("/n", 2), options), 412, 0);
  }

  @Test
  void elevenOperationsAreTooMany() {
    CosmosPatchOperations many = operations();
    for (int i = 0; i < 11; i++) {
      many.set("/m" + i, i);
    }

    assertRefused(() -> patch(many), 400, 0);
    CosmosPatchOperations most = operations();
    for (int i = 0; i < 10; i++) {
      most.set("/m" + i, i);
    }
    patch(most);
    assertThat(member("/m9")).isEqualTo("9");
  }

  @Test
  void aPatchedItemHasANewEtag() {
    String before = container.readItem("a", T, ObjectNode.class).getETag();
    patch(operations().set("/n", 2));

    assertThat(container.readItem("a", T, ObjectNode.class).getETag()).isNotEqualTo(before);
  }
}
