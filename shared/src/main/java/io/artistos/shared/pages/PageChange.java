package io.artistos.shared.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of a page.
 *
 * @param path a JSON pointer (RFC 6901) into the content
 * @param from absent where only the later version has something
 * @param to absent where only the earlier one has
 */
public record PageChange(String path, @Nullable JsonNode from, @Nullable JsonNode to) {

  /** Every difference, in the order of the paths. */
  static List<PageChange> between(PageContent from, PageContent to) {
    Map<String, JsonNode> before = leaves(from);
    Map<String, JsonNode> after = leaves(to);
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    return paths.stream()
        .map(path -> new PageChange(path, before.get(path), after.get(path)))
        .filter(change -> !Objects.equals(change.from, change.to))
        .toList();
  }

  private static Map<String, JsonNode> leaves(PageContent content) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    collect("", Json.MAPPER.valueToTree(content), leaves);
    return leaves;
  }

  /** Names in a page's content have no character that a pointer would escape. */
  private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isValueNode()) {
      leaves.put(path, node);
    }
    node.properties().forEach(e -> collect(path + "/" + e.getKey(), e.getValue(), leaves));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(path + "/" + i, node.get(i), leaves);
    }
  }
}
