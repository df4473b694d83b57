package io.artistos.local.cosmos;

import static io.artistos.local.cosmos.ItemsTest.assertRefused;
import static io.artistos.local.cosmos.LocalCosmos.composite;
import static io.artistos.local.cosmos.LocalCosmos.json;
import static io.artistos.local.cosmos.LocalCosmos.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  private static CosmosContainer container;

  @BeforeAll
  static void items() {
    container =
        cosmos.container(
            new IndexingPolicy()
                .setExcludedPaths(List.of(new ExcludedPath("/secret/*"), new ExcludedPath("/o/*")))
                .setIncludedPaths(List.of(new IncludedPath("/*"), new IncludedPath("/o/k/?")))
                .setCompositeIndexes(
                    List.of(composite("/s", "-/pk"), composite("/n", "/s", "/id"))),
            "/pk");
    for (String item :
        List.of(
            "{'id':'1','pk':'x','n':3,'s':'Anna','tags':['a','b'],'o':{'k':1},'b':true}",
            "{'id':'2','pk':'x','n':1,'s':'Bert','tags':[],'o':{'k':2},'b':false,'z':null}",
            "{'id':'3','pk':'x','n':2.5,'s':'anke','l':[{'v':1,'w':2}]}",
            "{'id':'4','pk':'y','n':'3','s':'100%','from':'word'}",
            "{'id':'5','pk':'y','s':'Anna'}")) {
      container.createItem(json(item));
    }
  }

  /** Semicolons between the expected ids, in any order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "c.n = 3 | 1",
        "c.n != 3 | 2;3;4",
        "c.n <> 3 | 2;3;4",
        "c.n < 3 | 2;3",
        "c.n <= 3 | 1;2;3",
        "c.n > 2.4 | 1;3",
        "c.n >= 2.5 | 1;3",
        "c.s > 'B' | 2;3",
        "c.b = true | 1",
        "c.b | 1",
        "NOT c.b | 2",
        "NOT (c.n = 3) | 2;3;4",
        "NOT IS_DEFINED(c.n) | 5",
        "c.z = null | 2",
        "c.missing = null | ``",
        "c.n = 1 OR c.s = 'Anna' | 1;2;5",
        "c.pk = 'x' AND (c.n = 1 OR c.n = 3) | 1;2",
        "c.n = 3 OR c.missing = 1 | 1",
        "c.n IN (1, 3, '3') | 1;2;4",
        "c.n NOT IN (1, 3) | 3;4",
        "c.n BETWEEN 1 AND 2.5 | 2;3",
        "c.s LIKE 'An%' | 1;5",
        "c.s NOT LIKE 'An%' | 2;3;4",
        "c.s LIKE '_n%' | 1;3;5",
        "c.s LIKE '[AB]%' | 1;2;5",
        "c.s LIKE '%0!%' ESCAPE '!' | 4",
        "IS_DEFINED(c.z) | 2",
        "IS_NULL(c.z) | 2",
        "IS_STRING(c.n) | 4",
        "IS_NUMBER(c.n) | 1;2;3",
        "IS_BOOL(c.b) | 1;2",
        "IS_ARRAY(c.tags) | 1;2",
        "IS_OBJECT(c.o) | 1;2",
        "STARTSWITH(c.s, 'an') | 3",
        "STARTSWITH(c.s, 'an', true) | 1;3;5",
        "ENDSWITH(c.s, 'a') | 1;5",
        "CONTAINS(c.s, 'nk') | 3",
        "ARRAY_CONTAINS(c.tags, 'b') | 1",
        "ARRAY_CONTAINS(c.l, {'v':1}, true) | 3",
        "ARRAY_CONTAINS(c.l, {'v':1}) | ``",
        "ARRAY_CONTAINS(['1','5'], c.id) | 1;5",
        "ARRAY_LENGTH(c.tags) = 0 | 2",
        "LOWER(c.s) = 'anna' | 1;5",
        "UPPER(c.s) = 'BERT' | 2",
        "LENGTH(c.s) = 4 AND c.pk = 'x' | 1;2;3",
        "ABS(-c.n) = 1 | 2",
        "FLOOR(c.n) = 2 | 3",
        "CEILING(c.n) = 3 | 1;3",
        "ROUND(c.n) = 3 | 1;3",
        "ROUND(-c.n) = -3 | 1;3",
        "c.n * 2 + 1 = 7 | 1",
        "c.n - 1 = 0 | 2",
        "c.n / 2 = 1.5 | 1",
        "c.n / 0 = 1 | ``",
        "c['o']['k'] = 2 | 2",
        "c.tags[1] = 'b' | 1",
        "c[\"from\"] = 'word' | 4",
        "c.from = 'word' | 4",
        "c.o = {'k': 1} | 1",
        "c.tags = ['a', 'b'] | 1",
        "c.n = 3.0 | 1",
        "c.n % 2 = 1 | 1;2",
        "(c.n & 2) = 2 | 1;3",
        "`(c.n | 4) = 5` | 2",
        "(c.n ^ 1) = 2 | 1",
        "(c.n << 2) = 12 | 1",
        "(-8 >> c.n) = -4 | 2",
        "(-1 >>> c.n) = 536870911 | 1",
        "~c.n = -4 | 1",
        "`(c.s || '!') = 'Bert!'` | 2",
        "(c.missing ?? c.n) = 3 | 1",
        "(c.z ?? 1) = null | 2",
        "c.b ? c.n = 3 : c.n = 2.5 | 1;3",
        "EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = 'b') | 1",
        "EXISTS(SELECT VALUE c.missing) | ``",
        "NOT EXISTS(SELECT VALUE t FROM t IN c.tags) AND c.pk = 'x' | 2;3",
        "(SELECT VALUE COUNT(1) FROM t IN c.tags WHERE t > 'a') = 1 | 1",
        "ARRAY_LENGTH(ARRAY(SELECT VALUE t FROM t IN c.tags)) = 2 | 1",
        "ARRAY(SELECT t.v FROM t IN c.l)[0].v = 1 | 3",
        "ARRAY_CONTAINS_ANY(c.tags, 'x', 'b') | 1",
        "ARRAY_CONTAINS_ALL(c.tags, 'a', 'b') | 1",
        "ARRAY_CONTAINS_ALL(c.tags, 'a', 'x') | ``",
        "ARRAY_SLICE(c.tags, -1) = ['b'] | 1",
        "ARRAY_CONCAT(c.tags, ['z']) = ['z'] | 2",
        "SetUnion(c.tags, ['b', 'c', 'c']) = ['a', 'b', 'c'] | 1",
        "SetIntersect(c.tags, ['b', 'c']) = ['b'] | 1",
        "SetDifference(c.tags, ['b']) = ['a'] | 1",
        "ObjectToArray(c.o) = [{'k': 'k', 'v': 2}] | 2",
        "CHOOSE(c.n, 'one', 'two', 'three') = 'three' | 1",
        "IIF(c.b, 1, 2) = 2 AND c.pk = 'x' | 2;3",
        "STRINGEQUALS(c.s, 'ANNA', true) | 1;5",
        "CONCAT(c.s, '-', c.pk) = 'Anna-y' | 5",
        "INDEX_OF(c.s, 'n', 2) = 2 AND c.pk = 'x' | 1",
        "LEFT(c.s, 2) = 'An' AND RIGHT(c.s, 1) = 'a' | 1;5",
        "SUBSTRING(c.s, 1, 2) = 'nk' | 3",
        "TRIM(' a ') = 'a' AND LTRIM(' a') = 'a' AND RTRIM('a ') = 'a' AND c.b | 1",
        "REPLACE(c.s, 'n', 'm') = 'Amma' | 1;5",
        "REPLICATE(c.s, 2) = 'BertBert' | 2",
        "REVERSE(c.s) = 'treB' | 2",
        "ToString(c.n) = '2.5' | 3",
        "ToString(c.tags) = '[]' | 2",
        "StringToNumber(c.n) = 3 | 4",
        "StringToArray('[1]') = [1] AND StringToObject('{}') = {} AND c.b | 1",
        "StringToBoolean('true') AND StringToNull('null') = null AND c.b | 1",
        "IS_DEFINED(StringToNumber(c.s)) | ``",
        "RegexMatch(c.s, '^an', 'i') | 1;3;5",
        "RegexMatch(c.s, 'r.$') | 2",
        "StringJoin(c.tags, '+') = 'a+b' | 1",
        "StringSplit(c.s, 'n') = ['A', '', 'a'] | 1;5",
        "IS_INTEGER(c.n) | 1;2",
        "IS_PRIMITIVE(c.b) AND IS_FINITE_NUMBER(c.n) | 1;2",
        "POWER(c.n, 2) = 9 AND SQRT(SQUARE(c.n)) = 3 | 1",
        "SIGN(-c.n) = -1 AND TRUNC(c.n) = 2 | 3",
        "LOG(c.n, 3) = 1 AND LOG10(10) = 1 AND EXP(0) = 1 | 1",
        "ROUND(PI() * 100) = 314 AND DEGREES(PI()) = 180 AND c.b | 1",
        "DateTimeToTimestamp('2026-01-01T00:00:00Z') = 1767225600000 AND c.b | 1",
        "TimestampToDateTime(0) = '1970-01-01T00:00:00.0000000Z' AND c.b | 1",
        "DateTimePart('mm', '2026-11-02') = 11 AND c.b | 1",
        "GetCurrentTimestamp() > 0 AND LENGTH(GetCurrentDateTime()) = 28 AND c.b | 1",
        "1 = 1 AND c.n = 3 | 1",
        "true | 1;2;3;4;5",
        "'text' | ``",
      })
  void whereSelects(String predicate, String expected) {
    List<String> ids = rows(container, null, "SELECT VALUE c.id FROM c WHERE " + predicate);

    assertThat(ids.stream().sorted().toList())
        .isEqualTo(
            expected.isEmpty()
                ? List.of()
                : List.of(expected.split(";")).stream().map(id -> "'" + id + "'").toList());
  }

  /** Ordered by id, so that rows have one order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT c.id, c.o.k FROM c WHERE c.n = 3 | {'id':'1','k':1}",
        "SELECT c.id AS a, c.n + 1 AS m FROM c WHERE c.n = 3 | {'a':'1','m':4}",
        "SELECT c.id a, c.missing FROM c WHERE c.n = 3 | {'a':'1'}",
        "SELECT c.n + 1, c.n FROM c WHERE c.n = 3 | {'$1':4,'n':3}",
        "SELECT c[\"o\"] FROM c WHERE c.n = 3 | {'o':{'k':1}}",
        "SELECT VALUE c.o FROM c WHERE IS_DEFINED(c.o) | {'k':1};{'k':2}",
        "SELECT VALUE c.o.k FROM c | 1;2",
        "SELECT VALUE {'i': c.id, 'l': [c.n, c.missing]} FROM c WHERE c.n = 3 | {'i':'1','l':[3]}",
        "SELECT f.id FROM fans f WHERE f.n = 3 | {'id':'1'}",
        "SELECT fans.id FROM fans WHERE fans.n = 3 | {'id':'1'}",
        "select value r.id from root as r where r.n = 3 | '1'",
        "SELECT VALUE c.id FROM c ORDER BY c.n | '5';'2';'3';'1';'4'",
        "SELECT VALUE c.id FROM c ORDER BY c.n DESC | '4';'1';'3';'2';'5'",
        "SELECT VALUE c.id FROM c ORDER BY c.s ASC, c.pk DESC | '4';'5';'1';'2';'3'",
        "SELECT c.id FROM c ORDER BY c.id OFFSET 1 LIMIT 2 | {'id':'2'};{'id':'3'}",
        "SELECT TOP 2 VALUE c.id FROM c ORDER BY c.id | '1';'2'",
        "SELECT DISTINCT VALUE c.s FROM c ORDER BY c.s | '100%';'Anna';'Bert';'anke'",
        "SELECT DISTINCT c.pk FROM c | {'pk':'x'};{'pk':'y'}",
        "SELECT VALUE COUNT(1) FROM c | 5",
        "SELECT COUNT(1) AS n, COUNT(c.n) AS m FROM c | {'n':5,'m':4}",
        "SELECT VALUE COUNT(1) FROM c WHERE c.n = 99 | 0",
        "SELECT VALUE SUM(c.n) FROM c WHERE c.pk = 'x' | 6.5",
        "SELECT SUM(c.n) AS s FROM c | {}",
        "SELECT VALUE MIN(c.s) FROM c | '100%'",
        "SELECT VALUE MAX(c.n) FROM c | '3'",
        "SELECT VALUE AVG(c.n) FROM c WHERE c.n <= 3 AND c.n != 2.5 | 2",
        "SELECT VALUE AVG(c.missing) FROM c | ``",
        "SELECT MAX(c.n) - MIN(c.n) AS d FROM c WHERE IS_NUMBER(c.n) | {'d':2}",
        "SELECT c.pk, COUNT(1) AS n FROM c GROUP BY c.pk | {'pk':'x','n':3};{'pk':'y','n':2}",
        "SELECT LOWER(c.s) AS s, COUNT(1) AS n FROM c WHERE c.s = 'Anna' GROUP BY LOWER(c.s) |"
            + " {'s':'anna','n':2}",
        "SELECT VALUE c.b FROM c GROUP BY c.b | false;true",
        "SELECT c.id, t FROM c JOIN t IN c.tags | {'id':'1','t':'a'};{'id':'1','t':'b'}",
        "SELECT VALUE t FROM t IN c.tags WHERE t != 'a' | 'b'",
        "SELECT * FROM t IN c.tags | 'a';'b'",
        "SELECT VALUE k FROM c.o.k AS k | 1;2",
        "SELECT k FROM c.o.k | {'k':1};{'k':2}",
        "SELECT VALUE x.v FROM c JOIN x IN c.l JOIN y IN c.l | 1",
        "SELECT VALUE u FROM c JOIN (SELECT VALUE t FROM t IN c.tags WHERE t > 'a') AS u | 'b'",
        "SELECT VALUE COUNT(1) FROM c JOIN t IN c.tags | 2",
        "SELECT t, COUNT(1) AS n FROM c JOIN t IN c.tags GROUP BY t | {'t':'a','n':1};{'t':'b','n':1}",
        "SELECT c.id, ARRAY(SELECT VALUE t FROM t IN c.tags) AS a FROM c WHERE c.n = 3 |"
            + " {'id':'1','a':['a','b']}",
        "SELECT c.id, (SELECT VALUE MAX(t) FROM t IN c.tags) AS m FROM c WHERE c.b |"
            + " {'id':'1','m':'b'}",
        "SELECT VALUE c.id FROM c ORDER BY c.n DESC, c.s DESC, c.id DESC | '4';'1';'3';'2';'5'",
        "SELECT VALUE c.id FROM c ORDER BY c.o.k DESC OFFSET 0 LIMIT 2 | '2';'1'",
      })
  void selectProjects(String sql, String expected) {
    assertThat(String.join(";", rows(container, null, sql))).isEqualTo(expected);
  }

  @Test
  void wholeItemsComeWithTheirSystemMembers() {
    List<JsonNode> items =
        container.queryItems("SELECT * FROM c WHERE c.id = '1'", null, JsonNode.class).stream()
            .toList();

    assertThat(items).hasSize(1);
    assertThat(items.getFirst().get("_etag").asText()).isNotEmpty();
    assertThat(items.getFirst().get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void parametersOfEveryTypeAreTaken() {
    String sql =
        "SELECT VALUE c.id FROM c WHERE c.n = @0 AND c.s = @1 AND c.b = @2 AND ARRAY_CONTAINS(@3,"
            + " c.id)";

    assertThat(rows(container, null, sql, 3, "Anna", true, List.of("1", "2")))
        .containsExactly("'1'");
  }

  @Test
  void aPartitionIsNotLeft() {
    CosmosQueryRequestOptions options =
        new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey("y"));

    assertThat(rows(container, options, "SELECT VALUE c.id FROM c ORDER BY c.id"))
        .containsExactly("'4'", "'5'");
    assertThat(rows(container, options, "SELECT VALUE c.id FROM c WHERE c.pk = 'x'")).isEmpty();
    assertThat(rows(container, options, "SELECT VALUE COUNT(1) FROM c")).containsExactly("2");
  }

  @Test
  void manyAreReadAtOnce() {
    List<CosmosItemIdentity> wanted =
        List.of(
            new CosmosItemIdentity(new PartitionKey("x"), "1"),
            new CosmosItemIdentity(new PartitionKey("y"), "4"),
            new CosmosItemIdentity(new PartitionKey("y"), "1"));

    assertThat(container.readMany(wanted, JsonNode.class).getResults())
        .extracting(item -> item.get("id").asText())
        .containsExactlyInAnyOrder("1", "4");
  }

  @Test
  void aThousandAreReadAtOnce() {
    CosmosContainer many = cosmos.container("/id");
    List<CosmosItemIdentity> wanted =
        IntStream.range(0, 1000)
            .mapToObj(i -> new CosmosItemIdentity(new PartitionKey("i" + i), "i" + i))
            .toList();
    many.createItem(json("{'id':'i7'}"));
    many.createItem(json("{'id':'other'}"));
    many.createItem(json("{'id':'i999'}"));

    assertThat(many.readMany(wanted, JsonNode.class).getResults())
        .extracting(item -> item.get("id").asText())
        .containsExactlyInAnyOrder("i7", "i999");
  }

  @Test
  void aWholePartitionIsRead() {
    assertThat(container.readAllItems(new PartitionKey("x"), JsonNode.class).stream())
        .extracting(item -> item.get("id").asText())
        .containsExactlyInAnyOrder("1", "2", "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "SELECT * FROM c JOIN t IN c.tags | single input set",
        "SELECT * FROM (SELECT * FROM c) AS d | subquery in FROM",
        "SELECT VALUE c FROM c JOIN c IN c.tags | specified more than once",
        "SELECT VALUE (SELECT VALUE t FROM t IN c.tags) FROM c | cardinality",
        "SELECT VALUE (SELECT TOP 1 VALUE t FROM t IN c.tags) FROM c | in a subquery",
        "SELECT * FROM c WHERE ALL(SELECT VALUE t FROM t IN c.tags) | ALL",
        "SELECT udf.f(c) FROM c | user-defined",
        "SELECT VectorDistance(c.v, [1]) FROM c | VECTORDISTANCE",
        "SELECT * FROM c WHERE FullTextContains(c.s, 'a') | FULLTEXTCONTAINS",
        "SELECT * FROM c WHERE ST_WITHIN(c.o, c.o) | ST_WITHIN",
        "SELECT TOP 1 * FROM c ORDER BY RANK FullTextScore(c.s, 'a') | ORDER BY RANK",
        "SELECT RAND() FROM c | RAND",
        "SELECT * FROM c WHERE c.n IN () | at least one",
        "SELECT SUBSTRING(c.s, 1) FROM c | SUBSTRING",
        "SELECT * FROM c WHERE c.n & 1 = 1 | parentheses",
        "SELECT * FROM c WHERE c.s = c.s || 'x' | parentheses",
        "SELECT * FROM c WHERE c.s LIKE '[z-a]' | LIKE",
        "SELECT RegexMatch(c.s, 'a', 'q') FROM c | modifier q",
        "SELECT RegexMatch(c.s, '(') FROM c | RegexMatch",
        "SELECT 1 | without FROM",
        "SELECT * FROM c WHERE d.n = 1 | 'd'",
        "SELECT * FROM c WHERE c.n = 1 = 2 | parentheses",
        "SELECT * FROM c WHERE NOT c.n = 1 | parentheses",
        "SELECT * FROM c ORDER BY c.n + 1 | could not be mapped to a document path",
        "SELECT VALUE t FROM c JOIN t IN c.tags ORDER BY t | could not be mapped",
        "SELECT * FROM c ORDER BY c.n, c.pk | does not have a corresponding composite index",
        "SELECT * FROM c ORDER BY c.s, c.pk | does not have a corresponding composite index",
        "SELECT * FROM c ORDER BY c.n, c.s | does not have a corresponding composite index",
        "SELECT * FROM c ORDER BY c.secret.x | order-by item is excluded",
        "SELECT * FROM c ORDER BY c.o.x | order-by item is excluded",
        "SELECT c.n, COUNT(1) FROM c | GROUP BY",
        "SELECT COUNT(1) FROM c GROUP BY c.n HAVING COUNT(1) = 1 | HAVING",
        "SELECT c.n FROM c GROUP BY c.n ORDER BY c.n | ORDER BY with GROUP BY",
        "SELECT COUNT(DISTINCT c.n) FROM c | DISTINCT",
        "SELECT * FROM c WHERE COUNT(1) = 1 | WHERE",
        "SELECT c.id, c.id FROM c | twice",
        "SELECT * FROM c WHERE c.s = 'open | not closed",
        "SELECT * FROM c WHERE c.n = @missing | @missing",
        "SELECT TOP 1 * FROM c OFFSET 1 LIMIT 1 | TOP",
        "SELECT * FROM c OFFSET -1 LIMIT 1 | number of rows",
        "nonsense | SELECT",
      })
  void whatIsNotServedIsRefusedByName(String sql, String name) {
    assertThatThrownBy(() -> rows(container, null, sql))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(400))
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "NOT "})
  void depthHasALimit(String opening) {
    String sql = "SELECT * FROM c WHERE " + opening.repeat(20_000) + "true";

    assertRefused(() -> rows(container, null, sql), 400, 0);
  }
}
