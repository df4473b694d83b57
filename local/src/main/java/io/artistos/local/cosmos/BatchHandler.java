package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.ItemOperations.Outcome;
import io.artistos.local.cosmos.ItemOperations.Scope;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The transactional batch (contracts 5.6): up to 100 operations in one partition, all or none. When
 * one fails the answer is 207, the one has its own status, and the others 424.
 */
final class BatchHandler {

  private static final int MOST = 100;
  private static final int FAILED_DEPENDENCY = 424;

  /** Carries the refusal of one operation out of the transaction, which it undoes. */
  private static final class Failed extends RuntimeException {

    private final int index;
    private final Refusal cause;

    Failed(int index, Refusal cause) {
      super(null, null, false, false);
      this.index = index;
      this.cause = cause;
    }
  }

  private final Clock clock;

  BatchHandler(Clock clock) {
    this.clock = clock;
  }

  Response run(Request request, String address, Container container) {
    if (!"true".equalsIgnoreCase(request.header("x-ms-cosmos-batch-atomic"))) {
      throw Refusal.unsupported("a batch that is not atomic (bulk)");
    }
    JsonNode operations = ItemHandler.body(request);
    if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST) {
      throw Refusal.badRequest("A batch has 1 to " + MOST + " operations.");
    }
    Scope scope = ItemHandler.scope(request, container);
    try {
      List<Outcome> outcomes =
          container.write(
              clock.instant().getEpochSecond(),
              transaction -> runAll(operations, transaction, scope, container));
      double units = outcomes.stream().mapToDouble(Outcome::units).sum();
      return new Answer(200)
          .charge(units)
          .session(address, container)
          .json(results(operations, outcomes, container, ItemHandler.minimal(request)))
          .response();
    } catch (Failed failed) {
      return new Answer(207)
          .charge(RequestUnits.LEAST * operations.size())
          .session(address, container)
          .json(failure(operations.size(), failed))
          .response();
    }
  }

  private static List<Outcome> runAll(
      JsonNode operations, Container.Transaction transaction, Scope scope, Container container) {
    List<Outcome> outcomes = new ArrayList<>(operations.size());
    for (JsonNode operation : operations) {
      try {
        outcomes.add(runOne(operation, transaction, scope, container));
      } catch (Refusal refusal) {
        throw new Failed(outcomes.size(), refusal);
      }
    }
    return outcomes;
  }

  private static Outcome runOne(
      JsonNode operation, Container.Transaction transaction, Scope scope, Container container) {
    String id = operation.path("id").asText();
    JsonNode body = operation.path("resourceBody");
    ContainerDefinition definition = container.definition();
    Precondition precondition = new Precondition(container, operation.path("ifMatch").textValue());
    return switch (operation.path("operationType").asText()) {
      case "Create" -> ItemOperations.create(transaction, scope, ItemBody.of(body, definition));
      case "Upsert" ->
          ItemOperations.upsert(transaction, scope, ItemBody.of(body, definition), precondition);
      case "Replace" ->
          ItemOperations.replace(
              transaction, scope, id, ItemBody.of(body, definition), precondition);
      case "Delete" -> ItemOperations.delete(transaction, scope, id, precondition);
      case "Read" -> read(operation, transaction, scope, container);
      case "Patch" ->
          ItemOperations.patch(
              transaction,
              scope,
              id,
              new Patch(body.path("operations"), definition),
              ItemHandler.condition(body),
              precondition);
      default ->
          throw Refusal.badRequest(operation.path("operationType") + " is no batch operation.");
    };
  }

  private static Outcome read(
      JsonNode operation, Container.Transaction transaction, Scope scope, Container container) {
    Outcome outcome = ItemOperations.read(transaction, scope, operation.path("id").asText());
    StoredItem item = outcome.item();
    boolean known =
        item != null && container.etag(item).equals(operation.path("ifNoneMatch").textValue());
    return known ? new Outcome(304, null, RequestUnits.LEAST) : outcome;
  }

  private static ArrayNode results(
      JsonNode operations, List<Outcome> outcomes, Container container, boolean minimal) {
    ArrayNode results = Json.object().arrayNode();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      ObjectNode result = result(results, outcome.status(), 0, outcome.units());
      StoredItem item = outcome.item();
      if (item != null) {
        result.put("eTag", container.etag(item));
        JsonNode operation = operations.get(i);
        boolean reads = operation.path("operationType").asText().equals("Read");
        if (reads || !(minimal || operation.path("minimalReturnPreference").asBoolean())) {
          result.set("resourceBody", Json.parse(item.json()));
        }
      }
    }
    return results;
  }

  private static ArrayNode failure(int size, Failed failed) {
    ArrayNode results = Json.object().arrayNode();
    for (int i = 0; i < size; i++) {
      boolean culprit = i == failed.index;
      result(
          results,
          culprit ? failed.cause.status() : FAILED_DEPENDENCY,
          culprit ? failed.cause.subStatus() : 0,
          RequestUnits.LEAST);
    }
    return results;
  }

  private static ObjectNode result(ArrayNode results, int status, int subStatus, double units) {
    return results
        .addObject()
        .put("statusCode", status)
        .put("subStatusCode", subStatus)
        .put("requestCharge", units)
        .put("retryAfterMilliseconds", 0);
  }
}
