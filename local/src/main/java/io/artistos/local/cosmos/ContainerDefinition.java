package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a container is: the REST body with its system members, and what is read out of it.
 *
 * @param paths the partition key's properties, each as the names from the item down
 * @param defaultTtl seconds, −1 for none; null when items do not expire
 */
record ContainerDefinition(
    ObjectNode body, String rid, List<List<String>> paths, @Nullable Integer defaultTtl) {

  /** What this server would have to do and does not; refused where it is not empty. */
  private static final List<String> ABSENT =
      List.of(
          "computedProperties",
          "vectorEmbeddingPolicy",
          "fullTextPolicy",
          "clientEncryptionPolicy",
          "analyticalStorageTtl",
          "materializedViewDefinition");

  /** Reads a body that is already stored. */
  static ContainerDefinition stored(ObjectNode body) {
    List<List<String>> paths = new ArrayList<>();
    body.path("partitionKey").path("paths").forEach(path -> paths.add(names(path.asText())));
    JsonNode ttl = body.path("defaultTtl");
    return new ContainerDefinition(
        body, body.path("_rid").asText(), paths, ttl.isNumber() ? ttl.intValue() : null);
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
    JsonNode uniqueKeys = body.path("uniqueKeyPolicy").path("uniqueKeys");
    if (!uniqueKeys.isEmpty()) {
      throw Refusal.unsupported("uniqueKeyPolicy");
    }
    for (String absent : ABSENT) {
      JsonNode value = body.path(absent);
      if (value.isNumber() || !value.isEmpty()) {
        throw Refusal.unsupported(absent);
      }
    }
    checkPartitionKey(body.path("partitionKey"));
    ((ObjectNode) body.path("partitionKey")).put("version", 2);
    JsonNode ttl = body.path("defaultTtl");
    if (ttl.isNull()) {
      body.remove("defaultTtl");
    } else if (!ttl.isMissingNode()) {
      Ids.checkTtl(ttl, "defaultTtl");
    }
    return body;
  }

  private static void checkPartitionKey(JsonNode key) {
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
    for (JsonNode path : paths) {
      if (!path.asText().matches("/[^/*\\[\\]]+(/[^/*\\[\\]]+)*")) {
        throw Refusal.badRequest("The partition key path " + path + " is not valid.");
      }
    }
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.substring(1).split("/", -1)) {
      boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
      names.add(quoted ? name.substring(1, name.length() - 1) : name);
    }
    return names;
  }
}
