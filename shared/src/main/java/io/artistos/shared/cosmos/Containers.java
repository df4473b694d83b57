package io.artistos.shared.cosmos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.shared.http.Json;
import java.util.List;

/**
 * Every container, with its partition key, its indexes and how long things stay. The app, the local
 * server and the tests all take them from here; in Azure the infrastructure makes them.
 *
 * <p>Only paths that some query filters or sorts by are indexed: each further one would cost
 * request units on every write.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists come from List.of.
public enum Containers {
  /**
   * Slug to tenant and page, people, purges and their receipts, announced policies; read by id.
   * Only the purge and its sweeper search it. An item that has a {@code tenantId} is that tenant's
   * and goes with it.
   */
  DIRECTORY(
      List.of("/id"),
      List.of(
          "/tenantId/?", // what leads to a tenant that is purged
          "/tenants/[]/?", // people whose list has a tenant that is purged
          "/closedAt/?", // pages of deleted accounts
          "/dueAt/?" // purges that are under way
          )),
  /**
   * The account and its pages, releases, plans, blasts, connections; lists go by type and time, the
   * sweepers look for what is due.
   */
  ACCOUNTS(
      List.of("/tenantId"),
      List.of(
          "/tenantId/?", // every query of a tenant
          "/type/?", // lists
          "/createdAt/?", // their order
          "/mail/state/?", // mail to artists that is late:
          "/mail/dueAt/?", // both for its sweeper
          "/goesLiveAt/?", // releases that are due
          "/sweepAt/?", // releases and media that are on their way out
          "/releaseId/?", // what belongs to a release
          "/pageId/?", // versions of a page
          "/dueAt/?", // operations and audit intents that nobody has in hand
          "/nextMailAt/?", // plans with actions to mail
          "/status/?", // blasts that are under way
          "/pull/dueAt/?", // the sweeper of pulls from Spotify
          "/deletion/purgeAfter/?", // deleted accounts
          "/supportDueAt/?" // accesses of the staff whose time is over
          )),
  /**
   * A fan; the tenant's list is sorted by the time of sign-up, the sweeper looks for mail that is
   * due.
   */
  FANS(
      List.of("/tenantId", "/id"),
      List.of(
          "/tenantId/?",
          "/type/?",
          "/signup/at/?",
          "/mail/state/?",
          "/mail/dueAt/?",
          "/status/?", // who gets a blast
          "/email/?", // search by the beginning of an address
          "/signup/pageId/?", // what lists and exports are filtered by
          "/signup/location/country/?",
          "/signup/location/region/?",
          "/signup/location/city/?",
          "/tags/[]/?",
          "/marks/newest/?" // whom numbers of the last days are counted from
          )),
  /** One item for each chunk of a blast's recipients. */
  DELIVERIES(
      List.of("/tenantId", "/blastId"),
      List.of(
          "/tenantId/?",
          "/type/?",
          "/state/?", // chunks that are open
          "/dueAt/?",
          "/n/?" // their order
          )),
  /** What happened and who did it; only ever added to. */
  ACTIVITY(
      List.of("/tenantId", "/month"),
      List.of(
          "/tenantId/?", // every query
          "/type/?",
          "/at/?", // the log's order
          "/actor/id/?", // what it is filtered by
          "/action/?",
          "/outcome/?")),
  /** How releases and pages do: one item for each day, and source or page. */
  PERFORMANCE(
      List.of("/tenantId"),
      List.of(
          "/tenantId/?", // every query
          "/type/?",
          "/day/?", // series
          "/song/?" // the series of one song
          ));

  /** The one database. */
  public static final String DATABASE = "artistos";

  private final List<String> keyPaths;
  private final List<String> indexedPaths;

  Containers(List<String> keyPaths, List<String> indexedPaths) {
    this.keyPaths = keyPaths;
    this.indexedPaths = indexedPaths;
  }

  /** The container's name in Cosmos DB. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** One to three paths, outermost first. */
  public List<String> keyPaths() {
    return keyPaths;
  }

  /**
   * All containers as JSON text: an array of what {@code POST /dbs/{db}/colls} takes. TTL is on
   * everywhere, without a default: an item that has a {@code ttl} goes, all others stay.
   */
  public static String definitions() {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (Containers container : values()) {
      all.add(container.definition());
    }
    return all.toString();
  }

  private ObjectNode definition() {
    ObjectNode definition = Json.MAPPER.createObjectNode();
    definition.put("id", id());
    definition.put("defaultTtl", -1);
    ObjectNode key = definition.putObject("partitionKey");
    key.put("kind", keyPaths.size() == 1 ? "Hash" : "MultiHash").put("version", 2);
    keyPaths.forEach(key.putArray("paths")::add);
    ObjectNode indexing = definition.putObject("indexingPolicy");
    indexing.put("automatic", true).put("indexingMode", "consistent");
    ArrayNode included = indexing.putArray("includedPaths");
    indexedPaths.forEach(path -> included.addObject().put("path", path));
    indexing.putArray("excludedPaths").addObject().put("path", "/*");
    return definition;
  }
}
