package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's part of one container. Every key and every query is made from the tenant it was made
 * for, so that reaching into another tenant's data cannot be written by accident. Thread-safe.
 */
public final class TenantItems {

  /** So many ids go into one query of {@link #readAll}. */
  public static final int MOST_IDS = 100;

  private static final int MOST_GROUPS = 1_000;

  private final Items items;
  private final Containers container;
  private final TenantId tenant;
  private final @Nullable String group;

  TenantItems(Items items, Containers container, TenantId tenant) {
    this(items, container, tenant, null);
  }

  private TenantItems(Items items, Containers container, TenantId tenant, @Nullable String group) {
    this.items = items;
    this.container = container;
    this.tenant = tenant;
    this.group = group;
  }

  /**
   * The tenant's items of one group, where the container's second key is neither the tenant nor the
   * id: those of one blast in {@code deliveries}.
   */
  public TenantItems in(String key) {
    return new TenantItems(items, container, tenant, key);
  }

  /** Writes that happen together or not at all; not in {@code fans}, where every item is alone. */
  public AtomicWrites together() {
    return new AtomicWrites(items, key(""));
  }

  /**
   * One request.
   *
   * @param what the kind of thing, for the message
   * @throws AlreadyExists when the id is taken
   */
  public void create(String id, Object item, String what) {
    items.create(key(id), item, what);
  }

  /** One request. */
  public <T> Optional<Versioned<T>> read(String id, Class<T> type) {
    return items.read(key(id), id, type);
  }

  /**
   * The items that have these ids, in no order. One request, and one more for each further
   * partition of a tenant that has outgrown one.
   *
   * @param ids at most {@link #MOST_IDS}
   */
  public <T> List<Versioned<T>> readAll(List<String> ids, Class<T> type) {
    if (ids.isEmpty() || ids.size() > MOST_IDS) {
      throw new IllegalArgumentException(ids.size() + " ids");
    }
    Map<String, Object> parameters = new TreeMap<>();
    ids.forEach(id -> parameters.put("@id" + parameters.size(), id));
    SqlQuerySpec query =
        spec(
            "SELECT *" + where("c.id IN (" + String.join(", ", parameters.keySet()) + ")"),
            parameters);
    List<Versioned<T>> found = new ArrayList<>();
    String continuation = null;
    do {
      Page<Versioned<T>> page = items.versions(query, options(), type, MOST_IDS, continuation);
      found.addAll(page.items());
      continuation = page.continuation();
    } while (continuation != null);
    return found;
  }

  /** One request; false when somebody else changed or deleted it first. */
  public boolean replace(String id, Object item, String etag) {
    return items.replace(key(id), id, item, etag);
  }

  /**
   * One request; false, with nothing changed, when the condition does not hold or the item is gone.
   *
   * @param condition on {@code c}, without parameters: only values that we checked go into it
   */
  public boolean patch(String id, PartialUpdate change, String condition) {
    return items.patch(key(id), id, change.operations(), condition);
  }

  /** One request; true when it was there. */
  public boolean delete(String id) {
    return items.delete(key(id), id);
  }

  /**
   * Reads, changes and writes back, again when somebody else was quicker. One request when {@code
   * change} returns what it was given, else two.
   *
   * @return the item as it is now, empty when there is none
   * @throws Unavailable when others were quicker every time
   */
  public <T> Optional<T> update(String id, Class<T> type, UnaryOperator<T> change) {
    return items.update(key(id), id, type, change);
  }

  /**
   * A query over this tenant's items only: its predicate is put in front of {@code where}.
   *
   * @param where a condition on {@code c}, with parameters
   * @param orderBy such as {@code c.signup.at DESC}
   * @param parameters by name, with the {@code @}
   */
  public <T> Page<T> query(
      String where,
      String orderBy,
      Map<String, Object> parameters,
      Class<T> type,
      int size,
      @Nullable String continuation) {
    return select("*", where, orderBy, parameters, type, size, continuation);
  }

  /** The same, each item with its version, for writing them back {@link #together}. */
  public <T> Page<Versioned<T>> versions(
      String where,
      String orderBy,
      Map<String, Object> parameters,
      Class<T> type,
      int size,
      @Nullable String continuation) {
    return items.versions(
        sorted("*", where, orderBy, parameters), options(), type, size, continuation);
  }

  /**
   * The same for some members only.
   *
   * @param members such as {@code c.id, c.counts}
   */
  public <T> Page<T> select(
      String members,
      String where,
      String orderBy,
      Map<String, Object> parameters,
      Class<T> type,
      int size,
      @Nullable String continuation) {
    return items.page(
        sorted(members, where, orderBy, parameters), options(), type, size, continuation);
  }

  /** How many of this tenant's items fulfil the condition; one request. */
  public long count(String where, Map<String, Object> parameters) {
    return items
        .page(
            spec("SELECT VALUE COUNT(1)" + where(where), parameters),
            options(),
            Long.class,
            1,
            null)
        .items()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private SqlQuerySpec sorted(
      String members, String where, String orderBy, Map<String, Object> parameters) {
    return spec("SELECT " + members + where(where) + " ORDER BY " + orderBy, parameters);
  }

  private static String where(String condition) {
    return " FROM c WHERE c.tenantId = @tenantId AND (" + condition + ")";
  }

  private SqlQuerySpec spec(String sql, Map<String, Object> parameters) {
    List<SqlParameter> all = new ArrayList<>();
    all.add(new SqlParameter("@tenantId", tenant.value()));
    parameters.forEach((name, value) -> all.add(new SqlParameter(name, value)));
    return new SqlQuerySpec(sql, all);
  }

  private CosmosQueryRequestOptions options() {
    return new CosmosQueryRequestOptions().setPartitionKey(scope());
  }

  /**
   * How many of this tenant's items there are for each value of {@code path}; one request, and one
   * more for each further partition of a tenant that has outgrown one.
   *
   * @param path such as {@code c.signup.location.country}; items without it count under empty text
   */
  public Map<String, Long> counts(String path, String where, Map<String, Object> parameters) {
    SqlQuerySpec query =
        spec(
            "SELECT " + path + " AS name, COUNT(1) AS n" + where(where) + " GROUP BY " + path,
            parameters);
    Map<String, Long> counts = new TreeMap<>();
    String continuation = null;
    do {
      Page<Count> page = items.page(query, options(), Count.class, MOST_GROUPS, continuation);
      page.items().forEach(c -> counts.merge(c.name() == null ? "" : c.name(), c.n(), Long::sum));
      continuation = page.continuation();
    } while (continuation != null);
    return counts;
  }

  private record Count(@Nullable String name, long n) {}

  /** What a query goes over: all of the tenant's items, or those of the group. */
  private PartitionKey scope() {
    PartitionKeyBuilder key = new PartitionKeyBuilder().add(tenant.value());
    return (group == null ? key : key.add(group)).build();
  }

  private PartitionKey key(String id) {
    PartitionKeyBuilder key = new PartitionKeyBuilder();
    for (String path : container.keyPaths()) {
      switch (path) {
        case "/tenantId" -> key.add(tenant.value());
        case "/id" -> key.add(id);
        default -> {
          if (group == null) {
            throw new IllegalStateException("no value for key path " + path);
          }
          key.add(group);
        }
      }
    }
    return key.build();
  }
}
