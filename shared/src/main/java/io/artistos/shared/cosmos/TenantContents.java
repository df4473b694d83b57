package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.artistos.shared.tenancy.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one tenant has in one container, whatever it is: to be counted and to be deleted. How is
 * worked out from the container's key paths, so that a new container needs nothing here.
 * Thread-safe.
 */
public final class TenantContents {

  /** Cosmos DB's limit for a transactional batch. */
  private static final int MOST_TOGETHER = 100;

  /** Cosmos DB's limit for a page. */
  public static final int MOST_AT_ONCE = 1_000;

  private static final String TENANT = "/tenantId";
  private static final String ID = "/id";

  /**
   * What a call deleted.
   *
   * @param items that are gone now and were there when it looked
   * @param more whether there may be others
   */
  public record Deleted(int items, boolean more) {}

  /**
   * @param part the value of a second key path that is not the id
   */
  record Row(String id, @Nullable String part) {}

  private final Items items;
  private final TenantId tenant;
  private final List<String> keyPaths;

  TenantContents(Items items, Containers container, TenantId tenant) {
    this.items = items;
    this.tenant = tenant;
    this.keyPaths = container.keyPaths();
  }

  /** One query; an item that is past its time to live does not count. */
  public long count() {
    List<Long> count =
        items.page(query("VALUE COUNT(1)"), options(), Long.class, MOST_AT_ONCE, null).items();
    return count.isEmpty() ? 0 : count.getFirst();
  }

  /**
   * Deletes what it finds on one page. A query (two, when there are more: the SDK reads a page
   * ahead), then a request for each logical partition and 100 items. Items that somebody else
   * deletes meanwhile are no failure.
   *
   * @param most up to {@link #MOST_AT_ONCE}
   * @param spared ids of items that stay
   */
  public Deleted deleteSome(int most, Set<String> spared) {
    String part = part();
    String columns = part == null ? "c.id" : "c.id, c." + part + " AS part";
    int size = Math.min(MOST_AT_ONCE, most + spared.size());
    Page<Row> page = items.page(query(columns), options(), Row.class, size, null);
    Map<String, List<Row>> together = new LinkedHashMap<>();
    for (Row row : page.items()) {
      if (!spared.contains(row.id())) {
        together.computeIfAbsent(partition(row), key -> new ArrayList<>()).add(row);
      }
    }
    together.values().forEach(this::delete);
    int found = together.values().stream().mapToInt(List::size).sum();
    return new Deleted(found, page.continuation() != null);
  }

  /** Rows of one logical partition. */
  private void delete(List<Row> rows) {
    PartitionKey key = key(rows.getFirst());
    for (int from = 0; from < rows.size(); from += MOST_TOGETHER) {
      List<Row> some = rows.subList(from, Math.min(rows.size(), from + MOST_TOGETHER));
      if (some.size() == 1 || !deleteTogether(key, some)) {
        some.forEach(row -> items.delete(key, row.id()));
      }
    }
  }

  /** False, with nothing deleted, when one of them is gone already. */
  private boolean deleteTogether(PartitionKey key, List<Row> rows) {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key);
    rows.forEach(row -> batch.deleteItemOperation(row.id()));
    return items.commit(batch);
  }

  private SqlQuerySpec query(String columns) {
    return new SqlQuerySpec(
        "SELECT " + columns + " FROM c WHERE c.tenantId = @tenantId",
        List.of(new SqlParameter("@tenantId", tenant.value())));
  }

  /** Over the tenant's own partitions, where the key begins with the tenant; else over all. */
  private CosmosQueryRequestOptions options() {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    return keyPaths.getFirst().equals(TENANT)
        ? options.setPartitionKey(new PartitionKeyBuilder().add(tenant.value()).build())
        : options;
  }

  /** The member that is the second key, where that is neither the tenant nor the id. */
  private @Nullable String part() {
    return keyPaths.stream()
        .filter(path -> !path.equals(TENANT) && !path.equals(ID))
        .map(path -> path.substring(1))
        .findFirst()
        .orElse(null);
  }

  /** Tells the tenant's logical partitions apart. */
  private String partition(Row row) {
    String part = row.part() == null ? "" : row.part();
    return keyPaths.contains(ID) ? row.id() : part;
  }

  private PartitionKey key(Row row) {
    PartitionKeyBuilder key = new PartitionKeyBuilder();
    for (String path : keyPaths) {
      switch (path) {
        case TENANT -> key.add(tenant.value());
        case ID -> key.add(row.id());
        default -> key.add(row.part());
      }
    }
    return key.build();
  }
}
