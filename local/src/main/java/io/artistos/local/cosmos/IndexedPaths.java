package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an indexing policy declares: of the included and excluded paths the most precise one counts
 * (learn.microsoft.com, Indexing policies in Azure Cosmos DB). {@code id} and {@code _ts} are
 * always indexed, unless nothing is.
 */
record IndexedPaths(boolean nothing, List<Rule> rules, List<List<IndexSpec.Part>> composites) {

  private static final String ELEMENTS = "[]";
  private static final Set<List<String>> ALWAYS = Set.of(List.of("id"), List.of("_ts"));

  /**
   * A path of the policy.
   *
   * @param subtree it ends with a star: what is below counts, too
   */
  record Rule(List<String> steps, boolean subtree, boolean included) {

    private boolean covers(List<String> path) {
      return subtree
          ? path.size() >= steps.size() && path.subList(0, steps.size()).equals(steps)
          : path.equals(steps);
    }

    private int precision() {
      return 2 * steps.size() + (subtree ? 0 : 1);
    }
  }

  static IndexedPaths of(JsonNode policy) {
    List<Rule> rules = new ArrayList<>();
    policy.path("includedPaths").forEach(p -> rules.add(rule(p.path("path").asText(), true)));
    policy.path("excludedPaths").forEach(p -> rules.add(rule(p.path("path").asText(), false)));
    if (rules.isEmpty()) {
      rules.add(new Rule(List.of(), true, true));
    }
    List<List<IndexSpec.Part>> composites = new ArrayList<>();
    policy.path("compositeIndexes").forEach(index -> composites.add(composite(index)));
    boolean nothing = policy.path("indexingMode").asText().equalsIgnoreCase("none");
    return new IndexedPaths(nothing, rules, composites);
  }

  private static Rule rule(String path, boolean included) {
    List<String> steps = ContainerDefinition.names(path);
    return new Rule(steps.subList(0, steps.size() - 1), steps.getLast().equals("*"), included);
  }

  /** Turned round where its first path is descending: an index can be read both ways. */
  private static List<IndexSpec.Part> composite(JsonNode index) {
    List<IndexSpec.Part> parts = new ArrayList<>();
    boolean turned = descending(index.path(0));
    for (JsonNode part : index) {
      List<String> names = ContainerDefinition.names(part.path("path").asText());
      List<String> path = names.getLast().equals("?") ? names.subList(0, names.size() - 1) : names;
      parts.add(new IndexSpec.Part(path, false, descending(part) != turned));
    }
    return parts;
  }

  private static boolean descending(JsonNode part) {
    return part.path("order").asText().equals("descending");
  }

  /**
   * Whether a property is indexed.
   *
   * @param element its elements, one by one
   */
  boolean include(List<String> path, boolean element) {
    if (nothing || ALWAYS.contains(path)) {
      return !nothing;
    }
    List<String> steps = new ArrayList<>(path);
    if (element) {
      steps.add(ELEMENTS);
    }
    Rule best = null;
    for (Rule rule : rules) {
      if (rule.covers(steps) && (best == null || rule.precision() > best.precision())) {
        best = rule;
      }
    }
    return best != null && best.included;
  }
}
