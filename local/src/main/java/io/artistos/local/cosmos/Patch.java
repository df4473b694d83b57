package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partial update: at most ten operations, all or none (contracts 5.5). Paths are JSON pointers
 * (RFC 6901).
 */
final class Patch {

  private static final int MOST = 10;
  private static final Set<String> SYSTEM =
      Set.of("id", "_rid", "_self", "_etag", "_attachments", "_ts");

  private record Operation(
      String name, List<String> path, @Nullable List<String> from, JsonNode value) {}

  private final List<Operation> operations = new ArrayList<>();

  /**
   * Reads the body's {@code operations}.
   *
   * @throws Refusal 400
   */
  Patch(JsonNode sent, ContainerDefinition container) {
    if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST) {
      throw Refusal.badRequest("A patch has 1 to " + MOST + " operations.");
    }
    for (JsonNode operation : sent) {
      List<String> path = pointer(operation.path("path"), container);
      JsonNode from = operation.path("from");
      operations.add(
          new Operation(
              operation.path("op").asText(),
              path,
              from.isMissingNode() ? null : pointer(from, container),
              operation.path("value")));
    }
  }

  private static List<String> pointer(JsonNode sent, ContainerDefinition container) {
    String text = sent.asText();
    if (!text.startsWith("/") || text.length() == 1) {
      throw Refusal.badRequest("The patch path '" + text + "' is not valid.");
    }
    List<String> names = new ArrayList<>();
    if (text.replace("~0", "").replace("~1", "").contains("~")) {
      throw Refusal.badRequest("The patch path '" + text + "' has a '~' without 0 or 1.");
    }
    for (String name : text.substring(1).split("/", -1)) {
      names.add(name.replace("~1", "/").replace("~0", "~"));
    }
    boolean key =
        container.paths().stream()
            .anyMatch(path -> startsWith(path, names) || startsWith(names, path));
    if (key || SYSTEM.contains(names.getFirst())) {
      throw Refusal.badRequest("The property '" + text + "' cannot be patched.");
    }
    return names;
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }

  /**
   * Changes the item in place.
   *
   * @throws Refusal 400; the item is half changed then, and must be thrown away
   */
  void apply(ObjectNode item) {
    for (Operation operation : operations) {
      switch (operation.name()) {
        case "add" -> put(item, operation.path(), value(operation), true);
        case "set" -> put(item, operation.path(), value(operation), false);
        case "replace" -> {
          existing(item, operation.path());
          put(item, operation.path(), value(operation), false);
        }
        case "remove" -> remove(item, operation.path());
        case "incr" -> increment(item, operation.path(), value(operation));
        case "move" -> move(item, operation);
        default -> throw Refusal.badRequest("'" + operation.name() + "' is no patch operation.");
      }
    }
  }

  private static JsonNode value(Operation operation) {
    if (operation.value().isMissingNode()) {
      throw Refusal.badRequest("The operation '" + operation.name() + "' needs a value.");
    }
    return operation.value();
  }

  /** Sets a member; in an array inserts ({@code insert}) or overwrites; {@code -} appends. */
  private static void put(ObjectNode item, List<String> path, JsonNode value, boolean insert) {
    JsonNode parent = parent(item, path);
    String name = path.getLast();
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else if (parent instanceof ArrayNode array) {
      int index = name.equals("-") ? array.size() : index(name);
      if (index > array.size()) {
        throw badPath(path);
      }
      if (insert || index == array.size()) {
        array.insert(index, value);
      } else {
        array.set(index, value);
      }
    } else {
      throw badPath(path);
    }
  }

  private static void remove(ObjectNode item, List<String> path) {
    existing(item, path);
    if (parent(item, path) instanceof ArrayNode array) {
      array.remove(index(path.getLast()));
    } else {
      ((ObjectNode) parent(item, path)).remove(path.getLast());
    }
  }

  private static void increment(ObjectNode item, List<String> path, JsonNode by) {
    JsonNode old = child(parent(item, path), path.getLast());
    if (!by.isNumber() || !(old.isNumber() || old.isMissingNode())) {
      throw Refusal.badRequest("incr adds a number to a number.");
    }
    if (old.isMissingNode() && parent(item, path).isArray()) {
      throw badPath(path);
    }
    boolean whole = by.isIntegralNumber() && (old.isMissingNode() || old.isIntegralNumber());
    JsonNode sum =
        whole
            ? item.numberNode(old.bigIntegerValue().add(by.bigIntegerValue()))
            : Values.number(old.doubleValue() + by.doubleValue());
    put(item, path, sum, false);
  }

  private static void move(ObjectNode item, Operation operation) {
    List<String> from = operation.from();
    if (from == null || startsWith(operation.path(), from)) {
      throw Refusal.badRequest("move needs a 'from' that 'path' is not inside of.");
    }
    JsonNode value = existing(item, from);
    remove(item, from);
    put(item, operation.path(), value, true);
  }

  private static JsonNode parent(ObjectNode item, List<String> path) {
    JsonNode at = item;
    for (String name : path.subList(0, path.size() - 1)) {
      at = child(at, name);
    }
    if (!at.isContainerNode()) {
      throw badPath(path);
    }
    return at;
  }

  private static JsonNode existing(ObjectNode item, List<String> path) {
    JsonNode value = child(parent(item, path), path.getLast());
    if (value.isMissingNode()) {
      throw badPath(path);
    }
    return value;
  }

  private static JsonNode child(JsonNode parent, String name) {
    return parent.isArray() ? parent.path(index(name)) : parent.path(name);
  }

  private static int index(String name) {
    if (!name.matches("0|[1-9][0-9]{0,8}")) {
      throw Refusal.badRequest("'" + name + "' is no index of an array.");
    }
    return Integer.parseInt(name);
  }

  private static Refusal badPath(List<String> path) {
    return Refusal.badRequest(
        "The patch path '/" + String.join("/", path) + "' does not exist in the item.");
  }
}
