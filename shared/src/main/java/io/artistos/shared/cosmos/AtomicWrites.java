package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;

/**
 * Writes to one logical partition that happen together or not at all, in one request. At most 100
 * of them and 2 MB (Cosmos DB's limits for a transactional batch). Not thread-safe.
 */
public final class AtomicWrites {

  private final Items items;
  private final CosmosBatch batch;

  AtomicWrites(Items items, PartitionKey key) {
    this.items = items;
    this.batch = CosmosBatch.createCosmosBatch(key);
  }

  /** Fails the whole when the id is taken. */
  public AtomicWrites create(Object item) {
    batch.createItemOperation(Items.tree(item));
    return this;
  }

  /** Fails the whole when the item is not in this version any more. */
  public AtomicWrites replace(String id, Object item, String etag) {
    batch.replaceItemOperation(
        id, Items.tree(item), new CosmosBatchItemRequestOptions().setIfMatchETag(etag));
    return this;
  }

  /** Fails the whole when the item is gone. */
  public AtomicWrites delete(String id) {
    batch.deleteItemOperation(id);
    return this;
  }

  /** Fails the whole when the item is not in this version any more. */
  public AtomicWrites delete(String id, String etag) {
    batch.deleteItemOperation(id, new CosmosBatchItemRequestOptions().setIfMatchETag(etag));
    return this;
  }

  /** One request; false, with nothing written, when one of the conditions did not hold. */
  public boolean commit() {
    return items.commit(batch);
  }
}
