package io.artistos.shared.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.http.Json;
import io.artistos.shared.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a model's document can be used.
 *
 * @param good by the action's id
 * @param faults in words for the model, one for each text that cannot be used
 */
record ModelWords(Map<String, Text> good, List<String> faults) {

  /** Title and text of one action. */
  record Text(String title, String text) {}

  /** Addresses, tags and left-over places: nobody checked where they lead. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "(?i)https?:|www\\.|\\b[\\w-]+\\.(?:com|net|org|io|co|me|fm|ly|app|link)\\b|\\S@\\S"
              + "|<[a-z/!]|\\[[^\\]]*]\\(|[{}]|&[a-z]{2,8};");

  /**
   * Reads {@code content} against the actions that it has to word.
   *
   * @throws ModelFailed when it is no JSON object
   */
  static ModelWords read(String content, List<PlanAction> actions) {
    JsonNode document = object(content);
    Map<String, Text> good = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (PlanAction action : actions) {
      JsonNode words = document.path(action.id());
      Optional<String> title = fault(words.path("title"), PlanAction.MOST_TITLE, false);
      Optional<String> text = fault(words.path("text"), PlanAction.MOST_TEXT, true);
      title.ifPresent(fault -> faults.add(action.id() + ".title: " + fault));
      text.ifPresent(fault -> faults.add(action.id() + ".text: " + fault));
      if (title.isEmpty() && text.isEmpty()) {
        good.put(action.id(), new Text(clean(words.path("title")), clean(words.path("text"))));
      }
    }
    return new ModelWords(good, faults);
  }

  /** The better of both for each action. */
  ModelWords with(ModelWords second) {
    Map<String, Text> all = new LinkedHashMap<>(good);
    all.putAll(second.good());
    return new ModelWords(all, second.faults());
  }

  private static Optional<String> fault(JsonNode node, int most, boolean lines) {
    if (!node.isTextual() || node.asText().isBlank()) {
      return Optional.of("is missing");
    }
    String text = clean(node);
    Optional<String> fault = lines ? Texts.faultOfText(text, most) : Texts.faultOfLine(text, most);
    if (fault.isPresent()) {
      return fault;
    }
    return UNWANTED.matcher(text).find()
        ? Optional.of("has an address, markup or a placeholder; write plain sentences")
        : Optional.empty();
  }

  private static String clean(JsonNode node) {
    return node.asText().strip().replace("\r\n", "\n");
  }

  private static JsonNode object(String content) {
    try {
      JsonNode node = Json.MAPPER.readTree(content);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Told apart from nothing: both are no document.
    }
    throw new ModelFailed("model-invalid-json", true);
  }
}
