package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosPatchOperations;

/**
 * A change of single members of an item, which needs no read and does not collide with changes of
 * other members. At most ten of them (Cosmos DB's limit). Paths are JSON pointers (RFC 6901). Not
 * thread-safe.
 */
public final class PartialUpdate {

  private final CosmosPatchOperations operations = CosmosPatchOperations.create();

  public PartialUpdate set(String path, Object value) {
    operations.set(path, value);
    return this;
  }

  /** Adds to a number; one that is not there counts as 0. */
  public PartialUpdate increment(String path, long by) {
    operations.increment(path, by);
    return this;
  }

  CosmosPatchOperations operations() {
    return operations;
  }
}
