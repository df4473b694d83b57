package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.util.List;

/** The account, databases, containers and their one key range (contracts 5.4). */
final class MetadataHandler {

  /** The range never splits, so what the client has once stays right. */
  private static final String RANGE_ETAG = "\"1\"";

  private final Store store;
  private final String scheme;

  MetadataHandler(Store store, String scheme) {
    this.store = store;
    this.scheme = scheme;
  }

  Response handle(Request request, ResourcePath path) {
    String shape = shape(path);
    if ("true".equalsIgnoreCase(request.header("x-ms-documentdb-isquery"))) {
      throw Refusal.unsupported("a query over /" + shape);
    }
    return switch (request.method() + " " + shape) {
      case "GET " -> account(request);
      case "POST dbs" -> {
        ObjectNode body = store.createDatabase(ItemHandler.body(request));
        yield resource(201, "dbs/" + body.path("id").asText(), body);
      }
      case "POST dbs/*/colls" -> {
        long offer = Offer.of(request);
        ObjectNode body = store.createContainer(path.address(2), ItemHandler.body(request));
        store.limit(path.address(3) + "/" + body.path("id").asText(), offer);
        yield resource(201, path.address(3) + "/" + body.path("id").asText(), body);
      }
      case "GET dbs" -> list("Databases", "", store.resources("dbs/"));
      case "GET dbs/*/colls" -> containers(path.address(2));
      case "GET dbs/*" -> read(path.address(2));
      case "GET dbs/*/colls/*" -> readContainer(store.named(path.address(4)));
      case "PUT dbs/*/colls/*" -> replace(request, store.named(path.address(4)));
      case "DELETE dbs/*" -> delete(path.address(2));
      case "DELETE dbs/*/colls/*" -> delete(store.named(path.address(4)));
      case "GET dbs/*/colls/*/pkranges" -> ranges(request, store.named(path.address(4)));
      default -> throw Refusal.unsupported(request.method() + " /" + shape);
    };
  }

  /** The path with stars for names. */
  private static String shape(ResourcePath path) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      shape.append(i == 0 ? "" : "/").append(i % 2 == 0 ? path.segment(i) : "*");
    }
    return shape.toString();
  }

  /** Points back to the address that the client used, so that it stays there. */
  private Response account(Request request) {
    String endpoint = scheme + "://" + request.header("host") + "/";
    ObjectNode account = Json.object();
    account.put("id", "localhost").put("_rid", "localhost").put("_self", "");
    account.put("_dbs", "//dbs/").put("media", "//media/").put("addresses", "//addresses/");
    for (String list : new String[] {"writableLocations", "readableLocations"}) {
      account
          .putArray(list)
          .addObject()
          .put("name", "Local")
          .put("databaseAccountEndpoint", endpoint);
    }
    account.put("enableMultipleWriteLocations", false);
    account.putObject("userConsistencyPolicy").put("defaultConsistencyLevel", "Session");
    for (String policy : new String[] {"userReplicationPolicy", "systemReplicationPolicy"}) {
      account.putObject(policy).put("minReplicaSetSize", 1).put("maxReplicasetSize", 4);
    }
    account
        .putObject("readPolicy")
        .put("primaryReadCoefficient", 1)
        .put("secondaryReadCoefficient", 1);
    account.put("queryEngineConfiguration", "{\"maxSqlQueryInputLength\":262144}");
    return new Answer(200).json(account).response();
  }

  private Response containers(String database) {
    ObjectNode owner = store.resource(database);
    if (owner == null) {
      throw Refusal.ownerMissing();
    }
    return list(
        "DocumentCollections", owner.path("_rid").asText(), store.resources(database + "/colls/"));
  }

  private static Response list(String name, String rid, List<ObjectNode> resources) {
    ObjectNode body = Json.object().put("_rid", rid);
    body.putArray(name).addAll(resources);
    body.put("_count", resources.size());
    return new Answer(200)
        .header("x-ms-item-count", Integer.toString(resources.size()))
        .json(body)
        .response();
  }

  private Response replace(Request request, String address) {
    ObjectNode body =
        store.replaceContainer(address, ItemHandler.body(request), request.header("if-match"));
    return resource(200, address, body);
  }

  private Response readContainer(String address) {
    if (store.resource(owner(address)) == null) {
      throw Refusal.ownerMissing();
    }
    return read(address);
  }

  /** The database's address out of a container's. */
  private static String owner(String container) {
    return container.substring(0, container.indexOf("/colls/"));
  }

  private Response read(String address) {
    ObjectNode body = store.resource(address);
    if (body == null) {
      throw Refusal.notFound();
    }
    return resource(200, address, body);
  }

  /**
   * The paths are those of the owner: the SDK builds links to a container from the path in the
   * header and the container's id. It gets no session here, which it would file under the owner.
   */
  private Response resource(int status, String address, ObjectNode body) {
    Answer answer = new Answer(status).header("etag", body.path("_etag").asText()).json(body);
    if (address.contains("/colls/")) {
      ObjectNode database = store.resource(owner(address));
      answer.paths(owner(address), database == null ? "" : database.path("_rid").asText());
    }
    return answer.response();
  }

  private Response delete(String address) {
    store.delete(address);
    return new Answer(204).response();
  }

  private Response ranges(Request request, String address) {
    Container container = store.container(address);
    if (container == null) {
      throw Refusal.ownerMissing();
    }
    String rid = container.definition().rid();
    if (RANGE_ETAG.equals(request.header("if-none-match"))) {
      return new Answer(304).header("etag", RANGE_ETAG).response();
    }
    ObjectNode body = Json.object().put("_rid", rid).put("_count", 1);
    ObjectNode range = body.putArray("PartitionKeyRanges").addObject();
    range.put("_rid", rid).put("id", "0").put("_etag", RANGE_ETAG);
    range.put("minInclusive", "").put("maxExclusive", "FF").put("ridPrefix", 0);
    range.put("_self", container.definition().body().path("_self").asText() + "pkranges/0/");
    range.put("throughputFraction", 1).put("status", "online").put("_ts", 1);
    range.putArray("parents");
    return new Answer(200)
        .header("etag", RANGE_ETAG)
        .session(address, container)
        .json(body)
        .response();
  }
}
