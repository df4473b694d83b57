package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.sql.Query;
import io.artistos.local.cosmos.sql.QueryRunner;
import org.jspecify.annotations.Nullable;

/** What can be done to one item inside a transaction; single requests and batches share it. */
final class ItemOperations {

  /**
   * @param item what is there now; null after a delete
   * @param units the charge
   */
  record Outcome(int status, @Nullable StoredItem item, double units) {}

  /**
   * @param prefix of the partition that all operations work in
   */
  record Scope(ContainerDefinition container, PartitionKey partitionKey, byte[] prefix) {

    static Scope of(ContainerDefinition container, PartitionKey key) {
      if (key.levels().size() != container.paths().size()) {
        throw Refusal.badRequest("The partition key has the wrong number of components.");
      }
      if (key.bytes() > container.keyBytes()) {
        throw Refusal.badRequest(
            "A partition key is at most " + container.keyBytes() + " bytes long.");
      }
      return new Scope(container, key, key.storagePrefix());
    }

    byte[] key(String id) {
      return PartitionKey.itemKey(prefix, id);
    }

    /** The body's key in this partition. */
    byte[] key(ItemBody body) {
      if (!body.partitionKey().same(partitionKey)) {
        throw new Refusal(
            400,
            Refusal.KEY_MISMATCH,
            "PartitionKey extracted from document doesn't match the one specified in the header.");
      }
      return key(body.id());
    }
  }

  private ItemOperations() {}

  static Outcome create(Transaction transaction, Scope scope, ItemBody body) {
    byte[] key = scope.key(body);
    if (transaction.get(key) != null) {
      throw Refusal.conflict();
    }
    return written(201, transaction.put(key, body, null));
  }

  static Outcome upsert(
      Transaction transaction, Scope scope, ItemBody body, Precondition precondition) {
    byte[] key = scope.key(body);
    StoredItem old = transaction.get(key);
    if (old != null) {
      precondition.check(old);
    }
    return written(old == null ? 201 : 200, transaction.put(key, body, old));
  }

  static Outcome replace(
      Transaction transaction, Scope scope, String id, ItemBody body, Precondition precondition) {
    if (!body.id().equals(id)) {
      throw Refusal.badRequest("The body's id is not the one that is addressed.");
    }
    byte[] key = scope.key(body);
    StoredItem old = existing(transaction, key, precondition);
    return written(200, transaction.put(key, body, old));
  }

  static Outcome delete(
      Transaction transaction, Scope scope, String id, Precondition precondition) {
    byte[] key = scope.key(id);
    StoredItem old = existing(transaction, key, precondition);
    transaction.remove(key);
    return new Outcome(204, null, RequestUnits.write(old.json().length));
  }

  static Outcome read(Transaction transaction, Scope scope, String id, Precondition precondition) {
    StoredItem item = transaction.get(scope.key(id));
    if (item == null) {
      throw Refusal.notFound();
    }
    precondition.checkMatch(item);
    if (precondition.known(item)) {
      return new Outcome(304, null, RequestUnits.LEAST);
    }
    return new Outcome(200, item, RequestUnits.read(item.json().length));
  }

  /**
   * @param condition null for none
   */
  static Outcome patch(
      Transaction transaction,
      Scope scope,
      String id,
      Patch patch,
      @Nullable Query condition,
      Precondition precondition) {
    byte[] key = scope.key(id);
    StoredItem old = existing(transaction, key, precondition);
    JsonNode item = Json.parse(old.json());
    if (condition != null && !QueryRunner.holds(condition, item)) {
      throw Refusal.preconditionFailed();
    }
    patch.apply((ObjectNode) item);
    // Parsed again: what was put into what may be nested too deeply.
    ItemBody body = ItemBody.parse(Json.bytes(item), scope.container());
    return written(200, transaction.put(scope.key(body), body, old));
  }

  private static StoredItem existing(
      Transaction transaction, byte[] key, Precondition precondition) {
    StoredItem item = transaction.get(key);
    if (item == null) {
      throw Refusal.notFound();
    }
    precondition.check(item);
    return item;
  }

  private static Outcome written(int status, StoredItem item) {
    return new Outcome(status, item, RequestUnits.write(item.json().length));
  }
}
