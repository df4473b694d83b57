package io.artistos.functions.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/openapi.yaml} says what the functions are, no more and no less. */
class OpenApiTest {

  private static final Set<String> METHODS =
      Arrays.stream(HttpMethod.values())
          .map(method -> method.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

  private final JsonNode document = read();
  private final Map<String, Method> functions = functions();
  private final Map<String, JsonNode> operations = operations();

  @Test
  void namesEveryRouteAndMethodOfTheFunctionsAndNoOther() {
    assertThat(operations.keySet()).isEqualTo(functions.keySet());
  }

  @Test
  void callsEachOperationByItsFunction() {
    functions.forEach(
        (route, function) ->
            assertThat(operations.get(route).path("operationId").asText())
                .as(route)
                .isEqualTo(function.getAnnotation(FunctionName.class).value()));
  }

  @Test
  void saysWhoMayCall() {
    functions.forEach(
        (route, function) ->
            assertThat(security(operations.get(route)))
                .as(route)
                .isEqualTo(schemes(function.getAnnotation(CalledBy.class))));
  }

  @Test
  void saysWhatTheCallerMustBePermitted() {
    functions.forEach(
        (route, function) ->
            assertThat(operations.get(route).path("x-permission").asText())
                .as(route)
                .isEqualTo(
                    Arrays.stream(function.getAnnotation(CalledBy.class).needs())
                        .map(Permission::word)
                        .collect(Collectors.joining())));
  }

  @Test
  void declaresTheParametersOfEachRoute() {
    operations.forEach(
        (route, operation) -> {
          Set<String> inRoute =
              PARAMETER
                  .matcher(route)
                  .results()
                  .map(match -> match.group(1))
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(parameters(operation, "path")).as(route).isEqualTo(inRoute);
          assertThat(inRoute).as(route).containsAll(bound(functions.get(route)));
        });
  }

  @Test
  void takesTheArtistsSlugWhereTheCallIsForAnArtistAccount() {
    functions.forEach(
        (route, function) -> {
          Set<String> headers = parameters(operations.get(route), "header");
          Caller caller = function.getAnnotation(CalledBy.class).value();
          assertThat(headers.contains("Artist-Account"))
              .as(route)
              .isEqualTo(caller == Caller.MEMBER);
        });
  }

  /** In {@code {description: one, two}} the second half becomes a member without a value. */
  @Test
  void hasNoTextThatWasCutAtAComma() {
    List<String> cut = new ArrayList<>();
    collectEmpty(document, cut);
    assertThat(cut).isEmpty();
  }

  private static void collectEmpty(JsonNode node, List<String> found) {
    node.properties().stream()
        .filter(member -> member.getValue().isNull())
        .forEach(member -> found.add(member.getKey()));
    node.forEach(child -> collectEmpty(child, found));
  }

  @Test
  void hasNoReferenceThatLeadsNowhere() {
    List<String> references = new ArrayList<>();
    document.findValuesAsText("$ref").forEach(references::add);
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  private static String schemes(CalledBy declared) {
    return switch (declared.value()) {
      case PUBLIC -> "";
      case SIGNED_LINK -> "signedLink";
      case OAUTH_STATE -> "oauthState";
      case WEBHOOK -> "webhookSignature";
      case PERSON -> "person";
      case MEMBER -> declared.needs()[0].forKeys() ? "member or apiKey" : "member";
      case STAFF -> "staff";
    };
  }

  /** The schemes that open an operation, empty for none. */
  private static String security(JsonNode operation) {
    List<String> schemes = new ArrayList<>();
    operation.path("security").forEach(one -> one.fieldNames().forEachRemaining(schemes::add));
    return String.join(" or ", schemes);
  }

  private Set<String> parameters(JsonNode operation, String in) {
    Set<String> names = new TreeSet<>();
    for (JsonNode given : operation.path("parameters")) {
      JsonNode parameter =
          given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
      if (parameter.path("in").asText().equals(in)) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static Set<String> bound(Method function) {
    return Arrays.stream(function.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(BindingName.class))
        .map(parameter -> parameter.getAnnotation(BindingName.class).value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By method and route, such as {@code GET /api/fans}. */
  private static Map<String, Method> functions() {
    Map<String, Method> all = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.artistos.functions")
            .stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(FunctionName.class))
            .map(JavaMethod::reflect)
            .forEach(
                method ->
                    trigger(method)
                        .ifPresent(http -> routes(http).forEach(route -> all.put(route, method))));
    return all;
  }

  private static Optional<HttpTrigger> trigger(Method function) {
    return Arrays.stream(function.getParameters())
        .map(parameter -> parameter.getAnnotation(HttpTrigger.class))
        .filter(annotation -> annotation != null)
        .findFirst();
  }

  private static Stream<String> routes(HttpTrigger http) {
    return Arrays.stream(http.methods()).map(method -> method.name() + " /" + http.route());
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> all = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .forEach(
                        entry ->
                            all.put(
                                entry.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                withParametersOf(path.getValue(), entry.getValue()))));
    return all;
  }

  /** What a path declares for all its operations counts for each. */
  private static JsonNode withParametersOf(JsonNode path, JsonNode operation) {
    ObjectNode whole = operation.deepCopy();
    ArrayNode parameters = whole.withArray("parameters");
    path.path("parameters").forEach(parameters::add);
    return whole;
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Path.of("..", "docs", "openapi.yaml").toFile());
    } catch (IOException e) {
      throw new IllegalStateException("docs/openapi.yaml cannot be read", e);
    }
  }
}
