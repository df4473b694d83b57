package io.artistos.shared.cosmos;

import com.azure.cosmos.models.PartitionKey;
import io.artistos.shared.errors.AlreadyExists;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  /**
   * Changes members of an item whatever their values are: nobody's increment is lost. One request,
   * and no second try when the answer got lost: then the change may have been made.
   *
   * @return the item as it is after the change, empty when there is none
   */
  public <T> Optional<Versioned<T>> patch(String id, PartialUpdate change, Class<T> type) {
    return items.patch(new PartitionKey(id), id, change.operations(), type);
  }

  /** One request; true for one caller only, however many try. */
  public boolean delete(String id) {
    return items.delete(new PartitionKey(id), id);
  }

  /**
   * Reads, changes and writes back, again when somebody else was quicker. One request when {@code
   * change} returns what it was given, else two.
   *
   * @return the item as it is now, empty when there is none
   */
  public <T> Optional<T> update(String id, Class<T> type, UnaryOperator<T> change) {
    return items.update(new PartitionKey(id), id, type, change);
  }
}
