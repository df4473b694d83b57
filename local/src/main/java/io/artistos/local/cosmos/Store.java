package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * The databases and containers, in an MVStore file with a {@link Journal} beside it. Thread-safe.
 */
final class Store implements AutoCloseable {

  private static final int CACHE_MEGABYTES = 64;

  /** How long pages that nothing needs any more stay in the file, in milliseconds. */
  private static final int RETENTION = 2_000;

  private static final int COMPACT_BELOW_PERCENT = 60;
  private static final int COMPACT_BYTES = 8 << 20;
  private static final String NUMBERS = "next";

  /** What a container keeps when it is replaced. */
  private static final List<String> SYSTEM =
      List.of("_rid", "_self", "_docs", "_sprocs", "_triggers", "_udfs", "_conflicts");

  private final MVStore file;
  private final Journal journal;
  private final Clock clock;
  private final Committer committer;

  /** {@code dbs/d} and {@code dbs/d/colls/c} by name, to the resource's JSON. */
  private final MVMap<String, String> catalog;

  private final MVMap<String, Long> marks;
  private final Map<String, Container> open = new ConcurrentHashMap<>();

  /** Opens the file, or makes it. */
  Store(Path path, Clock clock) {
    this.clock = clock;
    // Only the committer commits: neither time nor memory may do so in the middle of a batch.
    this.file =
        new MVStore.Builder()
            .fileName(path.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(CACHE_MEGABYTES)
            .open();
    file.setRetentionTime(RETENTION);
    file.setVersionsToKeep(0);
    this.catalog = file.openMap("catalog");
    this.marks = file.openMap("marks");
    this.journal = new Journal(path.resolveSibling(path.getFileName() + ".journal"));
    this.committer = new Committer(file, marks, journal);
    List.copyOf(catalog.keySet()).stream()
        .filter(key -> key.contains("/colls/"))
        .forEach(this::load);
    recover();
  }

  /** Does again what the journal has and the file has not. */
  private void recover() {
    Long mark = committer.mark();
    if (mark != null) {
      Map<String, Container> byRid = new HashMap<>();
      open.values().forEach(container -> byRid.put(container.definition().rid(), container));
      journal.replay(mark, entry -> requireNonNull(byRid.get(entry.rid())).replay(entry));
    }
    committer.checkpoint();
  }

  /** The resource's JSON by its address with names; null when there is none. */
  @Nullable ObjectNode resource(String address) {
    String json = catalog.get(address);
    return json == null ? null : (ObjectNode) Json.parse(json);
  }

  /** The container at {@code dbs/d/colls/c}. */
  @Nullable Container container(String address) {
    return open.get(address);
  }

  Collection<Container> containers() {
    return open.values();
  }

  /** The address with names of the one at an address with rids; itself when it has names. */
  String named(String address) {
    if (catalog.containsKey(address)) {
      return address;
    }
    for (Map.Entry<String, Container> entry : open.entrySet()) {
      String rid = entry.getValue().definition().rid();
      if (address.endsWith("/colls/" + rid)) {
        return entry.getKey();
      }
    }
    return address;
  }

  /**
   * @throws Refusal 400, 409
   */
  synchronized ObjectNode createDatabase(JsonNode sent) {
    String id = Ids.check(sent.path("id"));
    String address = "dbs/" + id;
    requireNew(address);
    String rid = ResourceIds.database(number());
    ObjectNode body = Json.object();
    body.put("id", id).put("_rid", rid).put("_self", "dbs/" + rid + "/");
    body.put("_colls", "colls/").put("_users", "users/");
    save(address, stamped(body));
    return body;
  }

  /**
   * @throws Refusal 400, 404 (no such database), 409
   */
  synchronized ObjectNode createContainer(String database, JsonNode sent) {
    ObjectNode owner = resource(database);
    if (owner == null) {
      throw Refusal.ownerMissing();
    }
    ObjectNode body = ContainerDefinition.checked(sent);
    String address = database + "/colls/" + body.path("id").asText();
    requireNew(address);
    String databaseRid = owner.path("_rid").asText();
    String rid = ResourceIds.container(databaseRid, number());
    body.put("_rid", rid).put("_self", "dbs/" + databaseRid + "/colls/" + rid + "/");
    body.put("_docs", "docs/").put("_sprocs", "sprocs/").put("_triggers", "triggers/");
    body.put("_udfs", "udfs/").put("_conflicts", "conflicts/");
    save(address, stamped(body));
    load(address);
    return body;
  }

  /**
   * Gives a container a budget of request units a second, for good; 0 takes it away.
   *
   * @throws Refusal 404
   */
  void limit(String address, long unitsPerSecond) {
    Container container = open.get(address);
    if (container == null) {
      throw Refusal.notFound();
    }
    container.limit(unitsPerSecond);
  }

  /**
   * Puts another definition in the place of a container's.
   *
   * @throws Refusal 400, 404, 412 when {@code etag} is neither null nor the definition's
   */
  synchronized ObjectNode replaceContainer(String address, JsonNode sent, @Nullable String etag) {
    Container container = open.get(address);
    ObjectNode old = resource(address);
    if (container == null || old == null) {
      throw Refusal.notFound();
    }
    if (etag != null && !etag.equals("*") && !etag.equals(old.path("_etag").asText())) {
      throw Refusal.preconditionFailed();
    }
    ObjectNode body = container.definition().replacement(sent);
    for (String member : SYSTEM) {
      body.set(member, old.get(member));
    }
    save(address, stamped(body));
    container.redefine(ContainerDefinition.stored(body));
    return body;
  }

  /** The JSON of all resources right under an address: databases, or containers of one. */
  List<ObjectNode> resources(String prefix) {
    return catalog.keySet().stream()
        .filter(key -> key.startsWith(prefix) && key.indexOf('/', prefix.length()) < 0)
        .map(this::resource)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Removes a database with its containers, or a container with its items.
   *
   * @throws Refusal 404
   */
  synchronized void delete(String address) {
    if (!catalog.containsKey(address)) {
      throw Refusal.notFound();
    }
    for (String inside : List.copyOf(catalog.keySet())) {
      Container container = open.get(inside);
      boolean contained = inside.equals(address) || inside.startsWith(address + "/colls/");
      if (contained && container != null) {
        open.remove(inside);
        container.remove(() -> catalog.remove(inside));
      }
    }
    catalog.remove(address);
    committer.checkpoint();
  }

  /** Rewrites pages that are mostly garbage; for times when there is little to do. */
  void compact() {
    committer.checkpoint(
        () -> {
          if (file.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES)) {
            file.commit();
          }
        });
  }

  @Override
  public void close() {
    committer.checkpoint();
    // Without moving chunks together: that trips over its own assertion after a short retention.
    file.close(0);
    journal.close();
  }

  private void requireNew(String address) {
    if (catalog.containsKey(address)) {
      throw Refusal.conflict();
    }
  }

  private int number() {
    long number = marks.getOrDefault(NUMBERS, 1L);
    marks.put(NUMBERS, number + 1);
    return Math.toIntExact(number);
  }

  private ObjectNode stamped(ObjectNode body) {
    String etag = "\"%08x-%08x\"".formatted(body.path("_rid").asText().hashCode(), number());
    return body.put("_etag", etag).put("_ts", clock.instant().getEpochSecond());
  }

  private void save(String address, ObjectNode body) {
    catalog.put(address, new String(Json.bytes(body), StandardCharsets.UTF_8));
    committer.checkpoint();
  }

  private void load(String address) {
    ObjectNode body = requireNonNull(resource(address));
    ContainerDefinition definition = ContainerDefinition.stored(body);
    String database = address.substring(0, address.indexOf("/colls/"));
    ObjectNode owner = requireNonNull(resource(database));
    MVMap<byte[], StoredItem> items =
        file.openMap(
            "items." + definition.rid(),
            new MVMap.Builder<byte[], StoredItem>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(new StoredItem.Type()));
    String databaseRid = owner.path("_rid").asText();
    open.put(address, new Container(definition, databaseRid, file, items, marks, committer, clock));
  }
}
