package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Authorises a request, counts it, and gives it to what answers it. */
final class Router {

  /** Than the account's own, which is as strong as a client may ask for. */
  private static final Set<String> STRONGER = Set.of("Strong", "BoundedStaleness");

  /** What would change the outcome, and is not served. */
  private static final List<String> ABSENT =
      List.of(
          "x-ms-documentdb-pre-trigger-include",
          "x-ms-documentdb-post-trigger-include",
          "x-ms-indexing-directive");

  /** A plan costs nothing. */
  private static final String QUERY_PLAN = "x-ms-cosmos-is-query-plan-request";

  private final Store store;
  private final Auth auth;
  private final OperationCounts counts;
  private final MetadataHandler metadata;
  private final ItemHandler items;
  private final BatchHandler batches;
  private final QueryHandler queries;
  private final FeedHandler feeds;

  Router(Store store, Auth auth, OperationCounts counts, String scheme, Clock clock) {
    this.store = store;
    this.auth = auth;
    this.counts = counts;
    this.metadata = new MetadataHandler(store, scheme);
    this.items = new ItemHandler(clock);
    this.batches = new BatchHandler(clock);
    this.queries = new QueryHandler(clock);
    this.feeds = new FeedHandler(clock);
  }

  Response handle(Request request) {
    String activity = request.header("x-ms-activity-id");
    Response response;
    try {
      ResourcePath path = ResourcePath.parse(request.path());
      auth.check(request, path);
      response = route(request, path);
    } catch (Refusal refusal) {
      response = error(refusal);
    }
    counts.charge(Answer.charged(response));
    return response.with(
        "x-ms-activity-id", activity == null ? UUID.randomUUID().toString() : activity);
  }

  private Response route(Request request, ResourcePath path) {
    boolean documents = path.length() >= 5 && path.segment(4).equals("docs");
    boolean purge =
        path.isOperation()
            && request.method().equals("POST")
            && path.segment(5).equals("partitionkeydelete");
    if ((documents && path.length() <= 6) || purge) {
      return documents(request, path, purge);
    }
    counts.add(OperationCounts.METADATA);
    return metadata.handle(request, path);
  }

  private Response documents(Request request, ResourcePath path, boolean purge) {
    String address = store.named(path.address(4));
    Container container = store.container(address);
    if (container == null) {
      throw Refusal.ownerMissing();
    }
    String intended = request.header("x-ms-cosmos-intended-collection-rid");
    if (intended != null && !intended.equals(container.definition().rid())) {
      throw new Refusal(
          400, Refusal.CONTAINER_RECREATED, "The container was deleted and created again.");
    }
    for (String header : ABSENT) {
      if (request.header(header) != null) {
        throw Refusal.unsupported(header);
      }
    }
    String consistency = request.header("x-ms-consistency-level");
    if (consistency != null && STRONGER.contains(consistency)) {
      throw Refusal.badRequest("The account's consistency is Session, not " + consistency + ".");
    }
    if (flag(request, QUERY_PLAN)) {
      return feed(request, address, container);
    }
    admit(container);
    Response response;
    if (purge) {
      count("delete-all", container);
      response = items.deleteAll(request, address, container);
    } else {
      response =
          path.length() == 5
              ? feed(request, address, container)
              : item(request, address, container, path.segment(5));
    }
    container.budget().charge(Answer.charged(response));
    return response;
  }

  private void admit(Container container) {
    try {
      container.budget().admit();
    } catch (Refusal throttled) {
      count("throttled", container);
      throw throttled;
    }
  }

  private Response feed(Request request, String address, Container container) {
    if (request.method().equals("GET")) {
      boolean list = request.header("a-im") == null;
      count(list ? "list" : "changes", container);
      return list
          ? feeds.list(request, address, container)
          : feeds.changes(request, address, container);
    }
    if (!request.method().equals("POST")) {
      throw notAllowed(request, "items");
    }
    if (flag(request, QUERY_PLAN)) {
      count("query-plan", container);
      return queries.plan(request, address, container);
    }
    if (flag(request, "x-ms-documentdb-isquery")) {
      count("query", container);
      return queries.rows(request, address, container);
    }
    if (flag(request, "x-ms-cosmos-is-batch-request")) {
      count("batch", container);
      return batches.run(request, address, container);
    }
    boolean upsert = flag(request, "x-ms-documentdb-is-upsert");
    count(upsert ? "upsert" : "create", container);
    return items.create(request, address, container, upsert);
  }

  private Response item(Request request, String address, Container container, String id) {
    return switch (request.method()) {
      case "GET" -> {
        count("read", container);
        yield items.read(request, address, container, id);
      }
      case "PUT" -> {
        count("replace", container);
        yield items.replace(request, address, container, id);
      }
      case "DELETE" -> {
        count("delete", container);
        yield items.delete(request, address, container, id);
      }
      case "PATCH" -> {
        count("patch", container);
        yield items.patch(request, address, container, id);
      }
      default -> throw notAllowed(request, "an item");
    };
  }

  private static Refusal notAllowed(Request request, String what) {
    return new Refusal(405, 0, request.method() + " is not allowed on " + what + ".");
  }

  private void count(String kind, Container container) {
    counts.add(kind + " " + container.definition().body().path("id").asText());
  }

  /** Whether a header says true. */
  static boolean flag(Request request, String header) {
    return "true".equalsIgnoreCase(request.header(header));
  }

  private static Response error(Refusal refusal) {
    ObjectNode body = Json.object().put("code", refusal.code());
    body.put("message", refusal.getMessage());
    Answer answer =
        new Answer(refusal.status())
            .header("x-ms-substatus", Integer.toString(refusal.subStatus()));
    if (refusal.retryAfterMillis() > 0) {
      answer.header("x-ms-retry-after-ms", Long.toString(refusal.retryAfterMillis())).charge(0);
    }
    return answer.json(body).response();
  }
}
