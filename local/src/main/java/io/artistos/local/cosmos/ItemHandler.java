package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.ItemOperations.Outcome;
import io.artistos.local.cosmos.ItemOperations.Scope;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.sql.Query;
import io.artistos.local.cosmos.sql.SqlException;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Requests for one item (contracts 5.5). */
final class ItemHandler {

  private final Clock clock;

  ItemHandler(Clock clock) {
    this.clock = clock;
  }

  /** Create, or with {@code upsert} create or replace. */
  Response create(Request request, String address, Container container, boolean upsert) {
    ItemBody body = ItemBody.parse(request.body(), container.definition());
    Scope scope = scope(request, container);
    Outcome outcome =
        container.write(
            now(),
            transaction ->
                upsert
                    ? ItemOperations.upsert(
                        transaction, scope, body, Precondition.of(request, container))
                    : ItemOperations.create(transaction, scope, body));
    return written(request, address, container, outcome);
  }

  Response replace(Request request, String address, Container container, String id) {
    ItemBody body = ItemBody.parse(request.body(), container.definition());
    Scope scope = scope(request, container);
    Outcome outcome =
        container.write(
            now(),
            transaction ->
                ItemOperations.replace(
                    transaction, scope, id, body, Precondition.of(request, container)));
    return written(request, address, container, outcome);
  }

  Response delete(Request request, String address, Container container, String id) {
    Scope scope = scope(request, container);
    Outcome outcome =
        container.write(
            now(),
            transaction ->
                ItemOperations.delete(transaction, scope, id, Precondition.of(request, container)));
    return written(request, address, container, outcome);
  }

  Response patch(Request request, String address, Container container, String id) {
    JsonNode body = body(request);
    Scope scope = scope(request, container);
    Patch patch = new Patch(body.path("operations"), container.definition());
    Query condition = condition(body);
    Outcome outcome =
        container.write(
            now(),
            transaction ->
                ItemOperations.patch(
                    transaction, scope, id, patch, condition, Precondition.of(request, container)));
    return written(request, address, container, outcome);
  }

  /** Waits for no writer: it takes the newest state, committed or about to be. */
  Response read(Request request, String address, Container container, String id) {
    Scope scope = scope(request, container);
    StoredItem item;
    try (Snapshot snapshot = container.snapshot()) {
      item = snapshot.get(scope.key(id));
    }
    if (item == null || container.expired(item, now())) {
      throw Refusal.notFound();
    }
    String etag = container.etag(item);
    Precondition precondition = Precondition.of(request, container);
    precondition.checkMatch(item);
    if (precondition.known(item)) {
      return new Answer(304).session(address, container).header("etag", etag).response();
    }
    return new Answer(200)
        .charge(RequestUnits.read(item.json().length))
        .session(address, container)
        .header("etag", etag)
        .json(item.json())
        .response();
  }

  /** Removes all items of one partition key, in one transaction. */
  Response deleteAll(Request request, String address, Container container) {
    Scope scope = scope(request, container);
    KeyRange partition = KeyRange.prefix(scope.prefix());
    int removed = container.write(now(), transaction -> transaction.removeAll(partition));
    return new Answer(200)
        .charge(RequestUnits.LEAST * Math.max(1, removed))
        .session(address, container)
        .response();
  }

  private static Response written(
      Request request, String address, Container container, Outcome outcome) {
    Answer answer =
        new Answer(outcome.status()).charge(outcome.units()).session(address, container);
    StoredItem item = outcome.item();
    if (item != null) {
      answer.header("etag", container.etag(item));
      if (!minimal(request)) {
        answer.json(item.json());
      }
    }
    return answer.response();
  }

  /** Whether the client wants no content back from writes. */
  static boolean minimal(Request request) {
    return "return=minimal".equals(request.header("prefer"));
  }

  /** The partition that the header names. */
  static Scope scope(Request request, Container container) {
    String key = request.header("x-ms-documentdb-partitionkey");
    if (key == null) {
      throw Refusal.badRequest("PartitionKey value must be supplied for this operation.");
    }
    return scope(key, container);
  }

  /** The partition of a key that is written as in the header. */
  static Scope scope(String key, Container container) {
    return Scope.of(container.definition(), PartitionKey.parse(key));
  }

  /** The condition of a patch; null for none. */
  static @Nullable Query condition(JsonNode patch) {
    JsonNode condition = patch.path("condition");
    if (!condition.isTextual()) {
      return null;
    }
    try {
      return Query.parseCondition(condition.textValue());
    } catch (SqlException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** The request's JSON, up to the limit of 2 MB. */
  static JsonNode body(Request request) {
    if (request.body().length > ItemBody.MAX_BYTES) {
      throw Refusal.tooLarge();
    }
    try {
      return Json.parse(request.body());
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The request body is not valid JSON.");
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
