package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import io.artistos.local.cosmos.sql.Continuation;
import io.artistos.local.cosmos.sql.Query;
import io.artistos.local.cosmos.sql.QueryRunner;
import io.artistos.local.cosmos.sql.SqlException;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Query plans and pages of rows (contracts 5.7). */
final class QueryHandler {

  private final Clock clock;

  QueryHandler(Clock clock) {
    this.clock = clock;
  }

  /**
   * A plan that leaves all the work to this server, which has one range: the client only passes
   * rows on. It must know whether they are objects.
   */
  Response plan(Request request, String address, Container container) {
    try {
      Query query = parsed(ItemHandler.body(request), container);
      boolean items = query.star() && query.from().isEmpty();
      ObjectNode plan = Json.object().put("partitionedQueryExecutionInfoVersion", 2);
      ObjectNode info = plan.putObject("queryInfo");
      info.put("distinctType", "None").putNull("top").putNull("offset").putNull("limit");
      for (String list :
          List.of(
              "orderBy",
              "orderByExpressions",
              "groupByExpressions",
              "groupByAliases",
              "aggregates")) {
        info.putArray(list);
      }
      info.putObject("groupByAliasToAggregateType");
      info.put("rewrittenQuery", "").put("hasSelectValue", query.value() && !items);
      info.put("hasNonStreamingOrderBy", false).putNull("dCountInfo");
      plan.putArray("queryRanges")
          .addObject()
          .put("min", "")
          .put("max", "FF")
          .put("isMinInclusive", true)
          .put("isMaxInclusive", false);
      return new Answer(200).session(address, container).json(plan).response();
    } catch (SqlException e) {
      throw refusal(e);
    }
  }

  private static Query parsed(JsonNode body, Container container) {
    Query query = Query.parse(body.path("query").asText());
    OrderByIndexes.check(query, container.indexed());
    return query;
  }

  /** One page. */
  Response rows(Request request, String address, Container container) {
    JsonNode body = ItemHandler.body(request);
    KeyRange scope = QueryScope.of(request, container.definition());
    Map<String, JsonNode> parameters = parameters(body);
    String fingerprint = fingerprint(request.body());
    try {
      Query query = parsed(body, container);
      List<KeyRange> ranges = QueryScope.ranges(query, parameters, container.definition(), scope);
      QueryRunner runner =
          new QueryRunner(
              query,
              parameters,
              ItemPage.size(request),
              start(request, fingerprint),
              clock.instant());
      Access access = QueryAccess.choose(container, query, parameters, runner, ranges);
      try (Snapshot snapshot = container.snapshot()) {
        QueryItems items =
            new QueryItems(access, snapshot, container, clock.instant().getEpochSecond());
        QueryRunner.Page page = runner.page(items);
        return answer(address, container, page, items, fingerprint);
      }
    } catch (SqlException e) {
      throw refusal(e);
    }
  }

  private static Response answer(
      String address,
      Container container,
      QueryRunner.Page page,
      QueryItems items,
      String fingerprint) {
    ItemPage rows = new ItemPage();
    page.rows().forEach(rows::add);
    Answer answer =
        rows.answer(container)
            .charge(items.charge(rows.bytes()))
            .header("x-ms-documentdb-query-metrics", items.metrics(rows.count(), rows.bytes()))
            .session(address, container);
    Continuation next = page.next();
    if (next != null) {
      answer.header("x-ms-continuation", next.encode(fingerprint));
    }
    return answer.response();
  }

  private static Map<String, JsonNode> parameters(JsonNode body) {
    Map<String, JsonNode> parameters = new HashMap<>();
    for (JsonNode parameter : body.path("parameters")) {
      JsonNode value = parameter.path("value");
      parameters.put(
          parameter.path("name").asText(), value.isMissingNode() ? Values.UNDEFINED : value);
    }
    return parameters;
  }

  private static @Nullable Continuation start(Request request, String fingerprint) {
    String token = request.header("x-ms-continuation");
    return token == null || token.isEmpty() ? null : Continuation.decode(token, fingerprint);
  }

  /** Text and parameters: a token of another query would give rows that make no sense. */
  private static String fingerprint(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return Long.toHexString(sum.getValue());
  }

  private static Refusal refusal(SqlException e) {
    return Refusal.badRequest(String.valueOf(e.getMessage()));
  }
}
