package io.artistos.shared.cosmos;

import com.azure.cosmos.models.PartitionKey;
import io.artistos.shared.errors.AlreadyExists;
import java.util.Optional;

/** The platform's directory: items that belong to no tenant but lead to one. Thread-safe. */
public final class DirectoryItems {

  private final Items items;

  DirectoryItems(Items items) {
    this.items = items;
  }

  /**
   * One request; unique over the whole platform.
   *
   * @throws AlreadyExists when the id is taken
   */
  public void create(String id, Object item, String what) {
    items.create(new PartitionKey(id), item, what);
  }

  /** One request. */
  public <T> Optional<Versioned<T>> read(String id, Class<T> type) {
    return items.read(new PartitionKey(id), id, type);
  }

  /** One request; false when somebody else changed or deleted it first. */
  public boolean replace(String id, Object item, String etag) {
    return items.replace(new PartitionKey(id), id, item, etag);
  }

  /** One request; true for one caller only, however many try. */
  public boolean delete(String id) {
    return items.delete(new PartitionKey(id), id);
  }
}
