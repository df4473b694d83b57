package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a container is: the REST body with its system members, and what is read out of it.
 *
 * @param paths the partition key's properties, each as the names from the item down
 * @param uniqueKeys for each unique key its properties, as in {@code paths}
 * @param defaultTtl seconds, −1 for none; null when items do not expire
 */
record ContainerDefinition(
    ObjectNode body,
    String rid,
    List<List<String>> paths,
    List<List<List<String>>> uniqueKeys,
    @Nullable Integer defaultTtl) {

  private static final Pattern PATH = Pattern.compile("(/([^/*\\[\\]\"?]+|\"[^\"]+\"))+");

  // learn.microsoft.com, Unique keys in Azure Cosmos DB: ten constraints of sixteen paths at most.
  private static final int MOST_UNIQUE_KEYS = 10;
  private static final int MOST_UNIQUE_PATHS = 16;

  /** What this server would have to do and does not; refused where it is not empty. */
  private static final List<String> ABSENT =
      List.of(
          "computedProperties",
          "vectorEmbeddingPolicy",
          "fullTextPolicy",
          "clientEncryptionPolicy",
          "analyticalStorageTtl",
          "materializedViewDefinition");

  /**
   * The most bytes of a partition key (learn.microsoft.com, Azure Cosmos DB service quotas): 2,048,
   * or 101 where only so many are hashed.
   */
  int keyBytes() {
    return version() == 1 ? 101 : 2048;
  }

  /** Of the hash of partition keys. */
  int version() {
    return body.path("partitionKey").path("version").intValue();
  }

  /** Reads a body that is already stored. */
  static ContainerDefinition stored(ObjectNode body) {
    List<List<String>> paths = new ArrayList<>();
    body.path("partitionKey").path("paths").forEach(path -> paths.add(names(path.asText())));
    List<List<List<String>>> uniqueKeys = new ArrayList<>();
    for (JsonNode key : body.path("uniqueKeyPolicy").path("uniqueKeys")) {
      List<List<String>> properties = new ArrayList<>();
      key.path("paths").forEach(path -> properties.add(names(path.asText())));
      uniqueKeys.add(properties);
    }
    JsonNode ttl = body.path("defaultTtl");
    return new ContainerDefinition(
        body,
        body.path("_rid").asText(),
        paths,
        uniqueKeys,
        ttl.isNumber() ? ttl.intValue() : null);
  }

  /**
   * Checks a body that a client sent, and completes it with what the service would.
   *
   * @throws Refusal 400 naming what is wrong or not served
   */
  static ObjectNode checked(JsonNode sent) {
    if (!(sent.deepCopy() instanceof ObjectNode body)) {
      throw Refusal.badRequest("A container is a JSON object.");
    }
    Ids.check(body.path("id"));
    for (String absent : ABSENT) {
      JsonNode value = body.path(absent);
      if (value.isNumber() || !value.isEmpty()) {
        throw Refusal.unsupported(absent);
      }
    }
    checkPartitionKey(body.path("partitionKey"));
    checkUniqueKeys(body.path("uniqueKeyPolicy").path("uniqueKeys"));
    body.set("indexingPolicy", IndexingPolicy.checked(body.path("indexingPolicy")));
    JsonNode ttl = body.path("defaultTtl");
    if (ttl.isNull()) {
      body.remove("defaultTtl");
    } else if (!ttl.isMissingNode()) {
      Ids.checkTtl(ttl, "defaultTtl");
    }
    return body;
  }

  /**
   * Checks a body that is to take the place of this one.
   *
   * @throws Refusal 400 also where the id, the partition key or the unique keys are others
   */
  ObjectNode replacement(JsonNode sent) {
    ObjectNode changed = checked(sent);
    if (!changed.path("id").equals(body.path("id"))) {
      throw Refusal.badRequest("The body's id is not the one that is addressed.");
    }
    ContainerDefinition other = stored(changed);
    if (!other.paths.equals(paths)
        || !kind(changed).equals(kind(body))
        || other.version() != version()) {
      throw Refusal.badRequest("The partition key of a container cannot be changed.");
    }
    if (!other.uniqueKeys.equals(uniqueKeys)) {
      throw Refusal.badRequest("The unique keys of a container cannot be changed.");
    }
    return changed;
  }

  private static String kind(ObjectNode body) {
    return body.path("partitionKey").path("kind").asText("Hash");
  }

  private static void checkUniqueKeys(JsonNode keys) {
    if (keys.size() > MOST_UNIQUE_KEYS) {
      throw Refusal.badRequest("A container has at most " + MOST_UNIQUE_KEYS + " unique keys.");
    }
    for (JsonNode key : keys) {
      JsonNode paths = key.path("paths");
      if (paths.isEmpty() || paths.size() > MOST_UNIQUE_PATHS) {
        throw Refusal.badRequest("A unique key has 1 to " + MOST_UNIQUE_PATHS + " paths.");
      }
      paths.forEach(path -> checkPath("unique key", path));
    }
  }

  private static void checkPath(String what, JsonNode path) {
    if (!PATH.matcher(path.asText()).matches()) {
      throw Refusal.badRequest("The " + what + " path " + path + " is not valid.");
    }
  }

  private static void checkPartitionKey(JsonNode sent) {
    if (!(sent instanceof ObjectNode key)) {
      throw Refusal.badRequest("A container has a partition key.");
    }
    key.put("version", version(key.path("version")));
    JsonNode paths = key.path("paths");
    String kind = key.path("kind").asText("Hash");
    int most =
        switch (kind) {
          case "Hash" -> 1;
          case "MultiHash" -> 3;
          default -> throw Refusal.unsupported("the partition key kind " + kind);
        };
    if (!paths.isArray() || paths.isEmpty() || paths.size() > most) {
      throw Refusal.badRequest("A partition key of kind " + kind + " has 1 to " + most + " paths.");
    }
    if (kind.equals("MultiHash") && key.path("version").intValue() == 1) {
      throw Refusal.badRequest("A partition key of kind MultiHash has version 2.");
    }
    paths.forEach(path -> checkPath("partition key", path));
  }

  /** The SDK writes it as a number or with a V before it; without one it is 2. */
  private static int version(JsonNode sent) {
    return switch (sent.asText()) {
      case "", "null", "2", "V2" -> 2;
      case "1", "V1" -> 1;
      default -> throw Refusal.badRequest("The partition key version " + sent + " is not valid.");
    };
  }

  /** The names of a path, from the item down. */
  static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.substring(1).split("/", -1)) {
      boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
      names.add(quoted ? name.substring(1, name.length() - 1) : name);
    }
    return names;
  }
}
