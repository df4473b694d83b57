package io.artistos.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.host.Trigger.AuthLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One {@code <name>/function.json} as azure-functions-maven-plugin writes it (contracts 4.2).
 *
 * @param entryPoint {@code package.Class.method}
 * @param disabled by the file; a setting can disable the function too
 * @param retry of a timer; the host ignores it for other triggers, where the plugin writes it too
 */
record FunctionJson(
    String name,
    Path scriptFile,
    String entryPoint,
    boolean disabled,
    Trigger trigger,
    Retry retry) {

  private static final Set<String> COMMON = Set.of("type", "direction", "name", "dataType");

  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "httptrigger", Set.of("route", "methods", "authLevel"),
          "http", Set.of(),
          "queuetrigger", Set.of("queueName", "connection"),
          "timertrigger", Set.of("schedule"));

  /** All functions of the app in the order of their names, which is the order of their routes. */
  static List<FunctionJson> readAll(Path app) {
    try (Stream<Path> folders = Files.list(app)) {
      return folders
          .map(folder -> folder.resolve("function.json"))
          .filter(Files::isRegularFile)
          .map(FunctionJson::read)
          .sorted((a, b) -> String.CASE_INSENSITIVE_ORDER.compare(a.name, b.name))
          .toList();
    } catch (IOException e) {
      throw new InvalidAppException(app + " cannot be read", e);
    }
  }

  private static FunctionJson read(Path file) {
    String name = file.getName(file.getNameCount() - 2).toString();
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      Trigger trigger = trigger(name, root);
      boolean retries = trigger instanceof Trigger.Timer;
      return new FunctionJson(
          name,
          file.resolveSibling(text(name, root, "scriptFile")).normalize(),
          text(name, root, "entryPoint"),
          root.path("disabled").asBoolean(),
          trigger,
          retries ? Retry.parse(name, root.path("retry")) : Retry.NONE);
    } catch (IOException e) {
      throw new InvalidAppException(file + " cannot be read", e);
    }
  }

  private static Trigger trigger(String function, JsonNode root) {
    List<Trigger> triggers = new ArrayList<>();
    boolean httpOut = false;
    for (JsonNode binding : root.path("bindings")) {
      String type = text(function, binding, "type").toLowerCase(Locale.ROOT);
      Set<String> members = MEMBERS.get(type);
      if (members == null) {
        throw invalid(function, "binding type " + binding.get("type").asText() + " is absent");
      }
      binding
          .fieldNames()
          .forEachRemaining(
              member -> {
                if (!COMMON.contains(member) && !members.contains(member)) {
                  throw invalid(function, type + "." + member + " is absent in this host");
                }
              });
      switch (type) {
        case "httptrigger" -> triggers.add(http(function, binding));
        case "queuetrigger" ->
            triggers.add(
                new Trigger.Queue(
                    text(function, binding, "name"),
                    text(function, binding, "queueName"),
                    text(function, binding, "connection")));
        case "timertrigger" ->
            triggers.add(
                new Trigger.Timer(
                    text(function, binding, "name"), text(function, binding, "schedule")));
        default -> httpOut = true;
      }
    }
    if (triggers.size() != 1) {
      throw invalid(function, "one trigger is wanted, there are " + triggers.size());
    }
    if (httpOut != (triggers.getFirst() instanceof Trigger.Http)) {
      throw invalid(function, "an http output belongs to an httpTrigger, and to it only");
    }
    return triggers.getFirst();
  }

  private static Trigger http(String function, JsonNode binding) {
    Set<String> methods = new HashSet<>();
    binding.path("methods").forEach(m -> methods.add(m.asText().toUpperCase(Locale.ROOT)));
    String level = binding.path("authLevel").asText("FUNCTION").toUpperCase(Locale.ROOT);
    try {
      return new Trigger.Http(
          text(function, binding, "name"),
          binding.path("route").asText(function),
          Set.copyOf(methods),
          AuthLevel.valueOf(level));
    } catch (IllegalArgumentException e) {
      throw new InvalidAppException(function + ": authLevel " + level + " is absent", e);
    }
  }

  private static String text(String function, JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw invalid(function, member + " is missing in function.json");
    }
    return value.asText();
  }

  private static InvalidAppException invalid(String function, String why) {
    return new InvalidAppException(function + ": " + why);
  }
}
