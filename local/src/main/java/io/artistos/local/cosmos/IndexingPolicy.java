package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for indexing policies (learn.microsoft.com, Indexing policies in Azure Cosmos DB). */
final class IndexingPolicy {

  private static final String STEP = "/([^/*\\[\\]\"?]+|\"[^\"]+\"|\\[\\])";
  private static final Pattern PATH = Pattern.compile("/\\*|(" + STEP + ")+/[?*]");
  private static final Pattern COMPOSITE = Pattern.compile("(" + STEP + ")+(/\\?)?");
  private static final List<String> ABSENT =
      List.of("spatialIndexes", "vectorIndexes", "fullTextIndexes");

  // learn.microsoft.com, Azure Cosmos DB service quotas.
  private static final int MOST_COMPOSITE = 100;
  private static final int MOST_COMPOSITE_PATHS = 8;

  private IndexingPolicy() {}

  /**
   * Gives the policy as the service would show it; without one, everything is indexed.
   *
   * @throws Refusal 400 naming what is wrong or not served
   */
  static ObjectNode checked(JsonNode sent) {
    ObjectNode policy = sent instanceof ObjectNode object ? object.deepCopy() : Json.object();
    String mode = policy.path("indexingMode").asText("consistent").toLowerCase(Locale.ROOT);
    if (!mode.equals("consistent") && !mode.equals("none")) {
      throw Refusal.badRequest("The indexing mode " + mode + " is not valid.");
    }
    boolean automatic = policy.path("automatic").asBoolean(mode.equals("consistent"));
    if (mode.equals("none") && automatic) {
      throw Refusal.badRequest("With the indexing mode none, automatic must be false.");
    }
    policy.put("indexingMode", mode).put("automatic", automatic);
    for (String absent : ABSENT) {
      if (!policy.path(absent).isEmpty()) {
        throw Refusal.unsupported(absent);
      }
    }
    if (mode.equals("consistent")) {
      checkPaths(policy);
    }
    checkComposite(policy.path("compositeIndexes"));
    return policy;
  }

  private static void checkPaths(ObjectNode policy) {
    if (policy.path("includedPaths").isEmpty() && policy.path("excludedPaths").isEmpty()) {
      policy.putArray("includedPaths").addObject().put("path", "/*");
      policy.putArray("excludedPaths").addObject().put("path", "/\"_etag\"/?");
    }
    Set<String> paths = new HashSet<>();
    for (String list : List.of("includedPaths", "excludedPaths")) {
      for (JsonNode entry : policy.path(list)) {
        String path = entry.path("path").asText();
        if (!PATH.matcher(path).matches()) {
          throw Refusal.badRequest("The indexing path '" + path + "' is not valid.");
        }
        if (!paths.add(path)) {
          throw Refusal.badRequest("The indexing path '" + path + "' is there twice.");
        }
      }
    }
    if (!paths.contains("/*")) {
      throw Refusal.badRequest("The indexing path '/*' must be included or excluded.");
    }
  }

  private static void checkComposite(JsonNode indexes) {
    if (indexes.size() > MOST_COMPOSITE) {
      throw Refusal.badRequest("A container has at most " + MOST_COMPOSITE + " composite indexes.");
    }
    for (JsonNode index : indexes) {
      if (index.size() < 2 || index.size() > MOST_COMPOSITE_PATHS) {
        throw Refusal.badRequest("A composite index has 2 to " + MOST_COMPOSITE_PATHS + " paths.");
      }
      Set<String> paths = new HashSet<>();
      for (JsonNode entry : index) {
        String path = entry.path("path").asText();
        String order = entry.path("order").asText("ascending");
        if (!COMPOSITE.matcher(path).matches() || !paths.add(path)) {
          throw Refusal.badRequest("The composite index path '" + path + "' is not valid.");
        }
        if (!order.equals("ascending") && !order.equals("descending")) {
          throw Refusal.badRequest("The order '" + order + "' of a composite index is not valid.");
        }
      }
    }
  }
}
