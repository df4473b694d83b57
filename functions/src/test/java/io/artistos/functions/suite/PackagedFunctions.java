package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP functions of the packaged app, as its {@code function.json} files list them. */
final class PackagedFunctions {

  private static final Pattern PARAMETER = Pattern.compile("\\{\\*?([a-zA-Z]+)[^}]*}");

  /**
   * One function and one of its methods.
   *
   * @param route as in {@code function.json}, without a slash in front
   * @param example a body that the function takes, as {@code docs/openapi.yaml} shows it
   * @param chosen the parameters of the route that {@code x-chosen-by-caller} marks
   * @param queries the parameters of the query
   * @param headers those that are parameters
   * @param members what a body may have, by the documentation's schema
   */
  record Function(
      String name,
      String method,
      String route,
      CalledBy declared,
      Optional<Body> example,
      boolean takesBody,
      Set<String> chosen,
      Set<String> queries,
      Set<String> headers,
      List<String> members) {

    /** The names of the route's parameters, in order. */
    List<String> parameters() {
      return PARAMETER.matcher(route).results().map(match -> match.group(1)).toList();
    }

    /** Whether callers choose this parameter's values themselves, such as a role's name. */
    boolean chosenByCallers(String parameter) {
      return chosen.contains(parameter);
    }

    /** The path with these values in the place of the parameters. */
    String path(List<String> values) {
      String path = "/" + route;
      for (String value : values) {
        path = PARAMETER.matcher(path).replaceFirst(value);
      }
      return path;
    }

    Optional<Permission> needed() {
      return Arrays.stream(declared.needs()).findFirst();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What is sent, and as what. */
  record Body(String mediaType, JsonNode json, String text) {}

  private PackagedFunctions() {}

  /** The names of those that nobody calls: what queues and timers start. */
  static List<String> others() {
    List<String> names = new ArrayList<>();
    eachFile(
        (name, json) -> {
          if (!json.at("/bindings/0/type").asText().equals("httpTrigger")) {
            names.add(name);
          }
        });
    return names;
  }

  static List<Function> http() {
    JsonNode document = document();
    List<Function> all = new ArrayList<>();
    eachFile((name, json) -> add(name, json, document, all));
    return all;
  }

  private static void eachFile(BiConsumer<String, JsonNode> then) {
    try (Stream<Path> folders = Files.list(RunningSuite.packageFolder())) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve("function.json");
        if (Files.exists(file)) {
          then.accept(folder.getFileName().toString(), RunningSuite.read(Files.readString(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String name, JsonNode json, JsonNode document, List<Function> all) {
    JsonNode trigger = json.at("/bindings/0");
    if (!trigger.path("type").asText().equals("httpTrigger")) {
      return;
    }
    String route = trigger.path("route").asText();
    CalledBy declared = declared(json.path("entryPoint").asText());
    for (JsonNode method : trigger.path("methods")) {
      JsonNode path = document.path("paths").path("/" + route);
      JsonNode documented = path.path(method.asText().toLowerCase(Locale.ROOT));
      List<JsonNode> parameters =
          Stream.of(path, documented)
              .flatMap(one -> one.path("parameters").valueStream())
              .map(one -> resolved(document, one))
              .toList();
      all.add(
          new Function(
              name,
              method.asText(),
              route,
              declared,
              example(document, documented),
              documented.has("requestBody"),
              names(parameters, one -> one.path("x-chosen-by-caller").asBoolean()),
              names(parameters, one -> one.path("in").asText().equals("query")),
              names(parameters, one -> one.path("in").asText().equals("header")),
              members(document, documented)));
    }
  }

  private static Set<String> names(List<JsonNode> parameters, Predicate<JsonNode> which) {
    return parameters.stream()
        .filter(which)
        .map(one -> one.path("name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private static CalledBy declared(String entryPoint) {
    int dot = entryPoint.lastIndexOf('.');
    try {
      return Arrays.stream(Class.forName(entryPoint.substring(0, dot)).getMethods())
          .filter(method -> method.getName().equals(entryPoint.substring(dot + 1)))
          .map((Method method) -> method.getAnnotation(CalledBy.class))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Beside the schema, or in the schema that is referred to. */
  private static Optional<Body> example(JsonNode document, JsonNode documented) {
    for (var type : documented.at("/requestBody/content").properties()) {
      JsonNode beside = type.getValue().path("example");
      JsonNode example =
          beside.isMissingNode()
              ? resolved(document, type.getValue().path("schema")).path("example")
              : beside;
      if (!example.isMissingNode()) {
        String text = example.isTextual() ? example.asText() : RunningSuite.write(example);
        return Optional.of(new Body(type.getKey(), example, text));
      }
    }
    return Optional.empty();
  }

  private static List<String> members(JsonNode document, JsonNode documented) {
    return documented.at("/requestBody/content").properties().stream()
        .map(type -> resolved(document, type.getValue().path("schema")))
        .flatMap(schema -> schema.path("properties").properties().stream())
        .map(Map.Entry::getKey)
        .distinct()
        .toList();
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(Path.of("..", "docs", "openapi.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
