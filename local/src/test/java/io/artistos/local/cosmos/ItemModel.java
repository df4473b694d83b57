package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a container with the key {@code /pk}, the unique key {@code /u} and time to live holds, and
 * what each operation comes to, in plain Java. Shares nothing with the server.
 */
final class ItemModel {

  enum Kind {
    CREATE,
    UPSERT,
    REPLACE,
    PATCH,
    DELETE,
    READ
  }

  /** One step of a patch; {@code from} for a move, {@code value} for the others. */
  record Change(String op, String path, @Nullable String from, @Nullable JsonNode value) {}

  /**
   * @param key the partition key, as JSON; {@code none} for none
   * @param body of a create, an upsert or a replace
   * @param atLeast a patch's condition: what {@code n} must be
   */
  record Operation(
      Kind kind,
      String key,
      String id,
      @Nullable ObjectNode body,
      List<Change> changes,
      @Nullable Integer atLeast,
      @Nullable String match,
      @Nullable String noneMatch) {

    String place() {
      return key + "|" + (body != null && kind != Kind.REPLACE ? body.path("id").asText() : id);
    }
  }

  /**
   * @param order grows with every write
   * @param until the second at which it expires
   */
  record Stored(ObjectNode body, @Nullable String etag, long order, long until) {}

  /** Ends an operation. */
  static final class Failure extends RuntimeException {

    final int status;
    final int subStatus;

    Failure(int status, int subStatus) {
      super(null, null, false, false);
      this.status = status;
      this.subStatus = subStatus;
    }
  }

  /** The container's time to live, in seconds. */
  static final int TTL = 20;

  private static final Set<String> FIXED = Set.of("pk", "id", "_ts", "_etag", "_rid", "_self");

  private Map<String, Stored> items = new HashMap<>();
  private long now;
  private long order;

  void advance(int seconds) {
    now += seconds;
  }

  /** What is there now, by {@link Operation#place}. */
  Map<String, Stored> items() {
    Map<String, Stored> live = new HashMap<>(items);
    live.values().removeIf(stored -> stored.until() <= now);
    return live;
  }

  /** The items written after {@code order}, in that order. */
  List<Stored> after(long from) {
    return items().values().stream()
        .filter(stored -> stored.order() > from)
        .sorted(Comparator.comparingLong(Stored::order))
        .toList();
  }

  long order() {
    return order;
  }

  /** Remembers what the server called the state. */
  void named(String place, String etag) {
    items.computeIfPresent(
        place, (p, old) -> new Stored(old.body(), etag, old.order(), old.until()));
  }

  /** The statuses of a batch, of which a failure leaves nothing. */
  int[] batch(List<Operation> operations) {
    Map<String, Stored> before = new HashMap<>(items);
    long orderBefore = order;
    int[] statuses = new int[operations.size()];
    for (int i = 0; i < statuses.length; i++) {
      try {
        statuses[i] = run(operations.get(i));
      } catch (Failure failure) {
        Arrays.fill(statuses, 424);
        statuses[i] = failure.status;
        items = before;
        order = orderBefore;
        return statuses;
      }
    }
    return statuses;
  }

  /**
   * Gives the status.
   *
   * @throws Failure for what is refused; nothing is changed then
   */
  int run(Operation operation) {
    ObjectNode body = operation.body();
    if (body != null) {
      checkBody(body);
      if (operation.kind() == Kind.REPLACE && !body.path("id").asText().equals(operation.id())) {
        throw new Failure(400, 0);
      }
      JsonNode key = body.path("pk");
      if (!(key.isMissingNode() ? "none" : key.toString()).equals(operation.key())) {
        throw new Failure(400, 1001);
      }
    }
    for (Change change : operation.changes()) {
      checkPath(change.path());
      if (change.from() != null) {
        checkPath(change.from());
      }
    }
    Stored old = items().get(operation.place());
    return switch (operation.kind()) {
      case CREATE -> {
        if (old != null) {
          throw new Failure(409, 0);
        }
        yield write(operation, body, 201);
      }
      case UPSERT -> {
        if (old != null) {
          checkEtags(operation, old);
        }
        yield write(operation, body, old == null ? 201 : 200);
      }
      case REPLACE -> {
        checkEtags(operation, existing(old));
        yield write(operation, body, 200);
      }
      case PATCH -> patch(operation, existing(old));
      case DELETE -> {
        checkEtags(operation, existing(old));
        items.remove(operation.place());
        yield 204;
      }
      case READ -> {
        boolean known = matches(operation.noneMatch(), existing(old));
        if (operation.match() != null && !matches(operation.match(), existing(old))) {
          throw new Failure(412, 0);
        }
        yield known ? 304 : 200;
      }
    };
  }

  private static Stored existing(@Nullable Stored old) {
    if (old == null) {
      throw new Failure(404, 0);
    }
    return old;
  }

  private static void checkEtags(Operation operation, Stored old) {
    boolean other = operation.match() != null && !matches(operation.match(), old);
    if (other || matches(operation.noneMatch(), old)) {
      throw new Failure(412, 0);
    }
  }

  private static boolean matches(@Nullable String etag, Stored stored) {
    return etag != null && (etag.equals("*") || etag.equals(stored.etag()));
  }

  private static void checkBody(ObjectNode body) {
    String id = body.path("id").asText();
    JsonNode ttl = body.path("ttl");
    boolean whole = ttl.isNumber() && ttl.doubleValue() == Math.rint(ttl.doubleValue());
    boolean timed = ttl.isMissingNode() || (whole && (ttl.asInt() > 0 || ttl.asInt() == -1));
    if (id.isEmpty() || id.contains("/") || !timed) {
      throw new Failure(400, 0);
    }
  }

  private int write(Operation operation, @Nullable ObjectNode body, int status) {
    ObjectNode written = requireNonNull(body).deepCopy();
    String place = operation.place();
    String unique = unique(written);
    items()
        .forEach(
            (other, stored) -> {
              boolean neighbour = other.startsWith(operation.key() + "|") && !other.equals(place);
              if (neighbour && unique(stored.body()).equals(unique)) {
                throw new Failure(409, 0);
              }
            });
    int ttl = written.path("ttl").asInt(TTL);
    order++;
    items.put(place, new Stored(written, null, order, ttl < 0 ? Long.MAX_VALUE : now + ttl));
    return status;
  }

  private static String unique(ObjectNode body) {
    JsonNode value = body.path("u");
    return value.isMissingNode()
        ? "null"
        : value.isNumber() ? String.valueOf(value.doubleValue()) : value.toString();
  }

  private int patch(Operation operation, Stored old) {
    checkEtags(operation, old);
    JsonNode n = old.body().path("n");
    Integer atLeast = operation.atLeast();
    if (atLeast != null && !(n.isNumber() && n.doubleValue() >= atLeast)) {
      throw new Failure(412, 0);
    }
    ObjectNode changed = old.body().deepCopy();
    for (Change change : operation.changes()) {
      if (!apply(changed, change)) {
        throw new Failure(400, 0);
      }
    }
    checkBody(changed);
    return write(operation, changed, 200);
  }

  private static void checkPath(String path) {
    if (FIXED.contains(path.split("/", -1)[1])) {
      throw new Failure(400, 0);
    }
  }

  private static boolean apply(ObjectNode item, Change change) {
    JsonNode value = change.value();
    if (change.op().equals("move")) {
      String from = String.valueOf(change.from());
      if ((change.path() + "/").startsWith(from + "/")) {
        return false;
      }
      JsonNode moved = find(item, from);
      return moved != null
          && apply(item, new Change("remove", from, null, null))
          && apply(item, new Change("add", change.path(), null, moved));
    }
    JsonNode there = find(item, change.path());
    if (change.op().equals("incr")) {
      if (value == null || (there != null && !there.isNumber())) {
        return false;
      }
      double sum = value.doubleValue() + (there == null ? 0 : there.doubleValue());
      value = item.numberNode(sum);
    }
    boolean needed = List.of("replace", "remove").contains(change.op());
    if (needed && there == null) {
      return false;
    }
    int slash = change.path().lastIndexOf('/');
    String name = unescaped(change.path().substring(slash + 1));
    JsonNode parent = slash == 0 ? item : find(item, change.path().substring(0, slash));
    if (parent instanceof ObjectNode object) {
      if (change.op().equals("remove")) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
      return true;
    }
    return parent instanceof ArrayNode array && apply(array, change.op(), name, value);
  }

  private static boolean apply(ArrayNode array, String op, String name, @Nullable JsonNode value) {
    if (name.equals("-")) {
      if (!List.of("add", "set").contains(op)) {
        return false;
      }
      array.add(value);
      return true;
    }
    int at = name.matches("\\d+") ? Integer.parseInt(name) : -1;
    if (at < 0 || at > array.size() || (op.equals("incr") && at == array.size())) {
      return false;
    }
    switch (op) {
      case "remove" -> array.remove(at);
      case "add" -> array.insert(at, value);
      default -> {
        if (at == array.size()) {
          array.add(value);
        } else {
          array.set(at, value);
        }
      }
    }
    return true;
  }

  /** Null where there is nothing; a path with {@code -} leads nowhere. */
  private static @Nullable JsonNode find(JsonNode item, String path) {
    JsonNode at = item;
    for (String name : path.substring(1).split("/", -1)) {
      JsonNode next =
          at.isArray()
              ? (name.matches("\\d+") ? at.get(Integer.parseInt(name)) : null)
              : at.get(unescaped(name));
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static String unescaped(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }
}
