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
import org.jspecify.annotations.Nullable;

/**
 * Up to 100 operations in one request. The transactional batch (contracts 5.6) works in one
 * partition, all or none: when one fails, the one has its own status, and the others 424. Bulk is
 * the same request without the promise: every operation names its partition and stands for itself.
 * The answer is 207 when anything failed.
 */
final class BatchHandler {

  private static final int MOST = 100;
  private static final int FAILED_DEPENDENCY = 424;

  /** Carries the results out of a transaction, which it undoes. */
  private static final class Failed extends RuntimeException {

    private final ArrayNode results;

    Failed(ArrayNode results) {
      super(null, null, false, false);
      this.results = results;
    }
  }

  private final Clock clock;

  BatchHandler(Clock clock) {
    this.clock = clock;
  }

  Response run(Request request, String address, Container container) {
    JsonNode operations = ItemHandler.body(request);
    if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST) {
      throw Refusal.badRequest("A batch has 1 to " + MOST + " operations.");
    }
    boolean atomic = Router.flag(request, "x-ms-cosmos-batch-atomic");
    Scope scope = atomic ? ItemHandler.scope(request, container) : null;
    boolean goOn = !atomic && Router.flag(request, "x-ms-cosmos-batch-continue-on-error");
    boolean minimal = ItemHandler.minimal(request);
    ArrayNode results;
    try {
      results =
          container.write(
              clock.instant().getEpochSecond(),
              transaction -> {
                Run run = new Run(transaction, container, scope, minimal);
                ArrayNode all = run.all(operations, goOn);
                if (atomic && run.failed >= 0) {
                  throw new Failed(run.undone());
                }
                return all;
              });
    } catch (Failed failed) {
      results = failed.results;
    }
    double units = 0;
    boolean success = true;
    for (JsonNode result : results) {
      units += result.path("requestCharge").doubleValue();
      success &= result.path("statusCode").intValue() < 400;
    }
    return new Answer(success ? 200 : 207)
        .charge(units)
        .session(address, container)
        .json(results)
        .response();
  }

  /** The operations of one request in one transaction. */
  private static final class Run {

    private final Transaction transaction;
    private final Container container;
    private final @Nullable Scope shared;
    private final boolean minimal;
    private final ArrayNode results = Json.object().arrayNode();
    private int failed = -1;

    /**
     * @param shared the partition of all; null where each operation names its own
     */
    Run(Transaction transaction, Container container, @Nullable Scope shared, boolean minimal) {
      this.transaction = transaction;
      this.container = container;
      this.shared = shared;
      this.minimal = minimal;
    }

    ArrayNode all(JsonNode operations, boolean goOn) {
      for (JsonNode operation : operations) {
        if (failed >= 0 && !goOn) {
          result(results, FAILED_DEPENDENCY, 0, RequestUnits.LEAST);
          continue;
        }
        try {
          done(operation, one(operation));
        } catch (Refusal refusal) {
          failed = results.size();
          result(results, refusal.status(), refusal.subStatus(), RequestUnits.LEAST);
        }
      }
      return results;
    }

    /** The results when nothing is kept: also what came before the failure has failed. */
    ArrayNode undone() {
      ArrayNode undone = results.arrayNode();
      for (int i = 0; i < results.size(); i++) {
        if (i == failed) {
          undone.add(results.get(i));
        } else {
          result(undone, FAILED_DEPENDENCY, 0, RequestUnits.LEAST);
        }
      }
      return undone;
    }

    private Outcome one(JsonNode operation) {
      Scope scope =
          shared != null
              ? shared
              : ItemHandler.scope(operation.path("partitionKey").asText(), container);
      String id = operation.path("id").asText();
      JsonNode body = operation.path("resourceBody");
      ContainerDefinition definition = container.definition();
      Precondition precondition = Precondition.of(operation, container);
      return switch (operation.path("operationType").asText()) {
        case "Create" -> ItemOperations.create(transaction, scope, ItemBody.of(body, definition));
        case "Upsert" ->
            ItemOperations.upsert(transaction, scope, ItemBody.of(body, definition), precondition);
        case "Replace" ->
            ItemOperations.replace(
                transaction, scope, id, ItemBody.of(body, definition), precondition);
        case "Delete" -> ItemOperations.delete(transaction, scope, id, precondition);
        case "Read" -> ItemOperations.read(transaction, scope, id, precondition);
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

    private void done(JsonNode operation, Outcome outcome) {
      ObjectNode result = result(results, outcome.status(), 0, outcome.units());
      StoredItem item = outcome.item();
      if (item != null) {
        result.put("eTag", container.etag(item));
        boolean reads = operation.path("operationType").asText().equals("Read");
        if (reads || !(minimal || operation.path("minimalReturnPreference").asBoolean())) {
          result.set("resourceBody", Json.parse(item.json()));
        }
      }
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
}
