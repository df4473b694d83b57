package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Reads, changes and writes back, of an item that may not be there yet: {@code change} is given
   * {@code first} then. At most two requests, and two more when somebody else makes it first.
   *
   * @return the item as it is now
   */
  public <T> T put(String id, Class<T> type, T first, UnaryOperator<T> change) {
    Optional<T> changed = update(id, type, change);
    if (changed.isPresent()) {
      return changed.get();
    }
    T made = change.apply(first);
    try {
      create(id, made, "directory item");
      return made;
    } catch (AlreadyExists e) {
      return update(id, type, change)
          .orElseThrow(() -> new Unavailable("a directory item", Duration.ofSeconds(1), e));
    }
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

  /**
   * What leads to one tenant, of one type; a query over the whole directory, for what is rare.
   *
   * @param most up to a page of Cosmos DB, 1,000
   */
  public <T> List<T> ofTenant(TenantId tenant, String itemType, Class<T> type, int most) {
    SqlQuerySpec query =
        new SqlQuerySpec(
            "SELECT * FROM c WHERE c.tenantId = @tenantId AND c.type = @type",
            List.of(
                new SqlParameter("@tenantId", tenant.value()),
                new SqlParameter("@type", itemType)));
    return all(query, type, most);
  }

  /** How many items name the tenant in their list of tenants; likewise. */
  public long countNaming(TenantId tenant) {
    return naming("VALUE COUNT(1)", tenant, Long.class, 1).stream().mapToLong(n -> n).sum();
  }

  /** The ids of those; likewise. */
  public List<String> idsNaming(TenantId tenant, int most) {
    return naming("VALUE c.id", tenant, String.class, most);
  }

  private <T> List<T> naming(String columns, TenantId tenant, Class<T> type, int most) {
    SqlQuerySpec query =
        new SqlQuerySpec(
            "SELECT " + columns + " FROM c WHERE ARRAY_CONTAINS(c.tenants, @tenantId)",
            List.of(new SqlParameter("@tenantId", tenant.value())));
    return all(query, type, most);
  }

  /** Page by page: one may come from each partition, however few there are in it. */
  private <T> List<T> all(SqlQuerySpec query, Class<T> type, int most) {
    List<T> found = new ArrayList<>();
    String continuation = null;
    do {
      Page<T> page = items.page(query, new CosmosQueryRequestOptions(), type, most, continuation);
      found.addAll(page.items());
      continuation = page.continuation();
    } while (continuation != null && found.size() < most);
    return found;
  }
}
