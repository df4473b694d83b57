package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server for the part of the Cosmos DB REST protocol that azure-cosmos for Java speaks in gateway
 * mode (contracts section 5), on one file. What is acknowledged survives the end of the process.
 * What it does not serve it refuses with 400 and a name. Thread-safe.
 */
public final class CosmosServer implements AutoCloseable {

  /**
   * How to run.
   *
   * @param port 0 takes a free one
   * @param file made when it is not there; its folder must exist
   * @param masterKey base64
   * @param tls plain HTTP when null
   * @param clock of the items: {@code _ts} and time to live. Signatures are checked against the
   *     machine's clock, because that is what clients sign with.
   * @param tokens decides about Entra tokens (the bare JWT); null refuses them all
   */
  public record Options(
      int port,
      Path file,
      String masterKey,
      @Nullable SSLContext tls,
      Clock clock,
      @Nullable Predicate<String> tokens) {}

  private final Store store;
  private final Clock clock;
  private final Router router;
  private final OperationCounts counts = new OperationCounts();
  private final Expiry expiry;
  private final Faults faults = new Faults("cosmos", CosmosServer::onDemand);
  private final LocalHttpServer http;

  /** Counts the requests under way: the file must not be closed, nor a read interrupted. */
  private final Phaser requests = new Phaser(1);

  /** How many more requests for items are answered. */
  private final AtomicInteger answered = new AtomicInteger(Integer.MAX_VALUE);

  /** How many more requests for items there are before {@link #interruption}. */
  private final AtomicInteger undisturbed = new AtomicInteger(Integer.MAX_VALUE);

  private volatile Runnable interruption = () -> {};
  private volatile boolean closing;

  private CosmosServer(Options options) {
    Auth auth = new Auth(options.masterKey(), options.tokens(), Clock.systemUTC());
    String scheme = options.tls() == null ? "http" : "https";
    this.clock = options.clock();
    this.store = new Store(options.file(), clock);
    this.router = new Router(store, auth, counts, scheme, options.clock());
    this.expiry = new Expiry(store, options.clock());
    try {
      this.http = LocalHttpServer.start(options.port(), options.tls(), faults.layer(this::handle));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Opens the file and starts listening on 127.0.0.1.
   *
   * @throws java.io.UncheckedIOException when the port is taken
   * @throws IllegalArgumentException when the key is no base64
   */
  public static CosmosServer start(Options options) {
    CosmosServer server = new CosmosServer(options);
    server.expiry.start();
    return server;
  }

  /** {@code http(s)://127.0.0.1:port}. */
  public URI uri() {
    return http.uri();
  }

  /**
   * Creates the database and each container that is missing; leaves alone what is there.
   *
   * @param containers an array of bodies as {@code POST /dbs/{db}/colls} takes them
   * @throws IllegalArgumentException when a body is not accepted; the message names what
   */
  public void provision(String database, JsonNode containers) {
    String address = "dbs/" + database;
    try {
      if (store.resource(address) == null) {
        store.createDatabase(Json.object().put("id", database));
      }
      for (JsonNode container : containers) {
        if (store.resource(address + "/colls/" + container.path("id").asText()) == null) {
          store.createContainer(address, container);
        }
      }
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /**
   * Gives a container a budget: what costs more in a second is refused with 429 and when to come
   * again. It stays until it is changed.
   *
   * @param unitsPerSecond request units; 0 for no limit
   * @throws IllegalArgumentException when there is no such container
   */
  public void limit(String database, String container, long unitsPerSecond) {
    try {
      store.limit("dbs/" + database + "/colls/" + container, unitsPerSecond);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException("there is no container " + container, refusal);
    }
  }

  /** What was asked for since the start, or since they were reset. */
  public OperationCounts operations() {
    return counts;
  }

  /**
   * Every item's JSON text, over all containers, as it is in the store: also items whose time is
   * over but that are not removed yet. For tests that search the stores.
   */
  public Stream<String> dump() {
    return store.containers().stream().flatMap(CosmosServer::texts);
  }

  /**
   * Stores items as they are, in the place of those that are there, without counting a request: for
   * tests that need many, or that change one behind the app's back.
   *
   * @throws IllegalArgumentException when there is no such container or an item is not accepted;
   *     nothing is stored then
   */
  public void fill(String database, String container, Collection<ObjectNode> items) {
    Container into = store.container("dbs/" + database + "/colls/" + container);
    if (into == null) {
      throw new IllegalArgumentException("there is no container " + container);
    }
    try {
      into.write(
          clock.instant().getEpochSecond(),
          transaction -> {
            for (ObjectNode item : items) {
              ItemBody body = ItemBody.of(item.deepCopy(), into.definition());
              byte[] key = PartitionKey.itemKey(body.partitionKey().storagePrefix(), body.id());
              transaction.put(key, body, transaction.get(key));
            }
            return items.size();
          });
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  private static Stream<String> texts(Container container) {
    Stream.Builder<String> texts = Stream.builder();
    try (Snapshot snapshot = container.snapshot()) {
      Iterator<Snapshot.Entry> entries = snapshot.scan(List.of(KeyRange.ALL), null);
      while (entries.hasNext()) {
        texts.add(new String(entries.next().item().json(), StandardCharsets.UTF_8));
      }
    }
    return texts.build();
  }

  /**
   * Answers so many more requests for items. The next one is still carried out, but its caller gets
   * a 500 and so does every later one, which is not: what is left behind is what a caller leaves
   * behind that is killed there. For tests; {@link #mend} ends it.
   */
  public void breakAfter(int requests) {
    answered.set(requests);
  }

  /** Answers everything again; true when anything was refused since {@link #breakAfter}. */
  public boolean mend() {
    return answered.getAndSet(Integer.MAX_VALUE) < 0;
  }

  /**
   * Does something once, after so many more requests for items and before the next is carried out:
   * what somebody else does while one reads and writes. For tests.
   */
  public void interruptAfter(int requests, Runnable action) {
    interruption = action;
    undisturbed.set(requests);
  }

  /** Interrupts nobody any more; false when nobody was since {@link #interruptAfter}. */
  public boolean interrupted() {
    return undisturbed.getAndSet(Integer.MAX_VALUE) < 0;
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** A fault's name is the error's code; the headers that the SDK reads come with the fault. */
  private static Response onDemand(Fault fault, String path) {
    String code = fault.name() == null ? Integer.toString(fault.status()) : fault.name();
    Answer answer = new Answer(fault.status()).header("x-ms-substatus", "0");
    if (fault.status() == 429) {
      answer.header("x-ms-substatus", "3200").header("x-ms-retry-after-ms", "10");
    }
    return answer
        .json(Json.object().put("code", code).put("message", "As was asked for."))
        .response();
  }

  /** Removes expired items now; for tests. */
  void sweep() {
    expiry.sweep();
  }

  /** Answers what is under way, then closes the file. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    requests.arriveAndAwaitAdvance();
    http.close();
    expiry.close();
    store.close();
  }

  private Response item(Request request) {
    if (undisturbed.getAndUpdate(n -> Math.max(n - 1, -1)) == 0) {
      interruption.run();
    }
    // Far from its least value, however many are refused.
    int left = answered.getAndUpdate(n -> Math.max(n - 1, -2));
    if (left < 0) {
      return Response.empty(500);
    }
    Response response = router.handle(request);
    return left == 0 ? Response.empty(500) : response;
  }

  private Response handle(Request request) {
    requests.register();
    try {
      if (closing) {
        return Response.empty(503);
      }
      return request.path().contains("/docs") ? item(request) : router.handle(request);
    } finally {
      requests.arriveAndDeregister();
    }
  }
}
