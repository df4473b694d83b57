package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the packager wrote is what the annotations say, and nothing is in the package by accident.
 */
class PackageIT {

  private static final Path FOLDER = RunningSuite.packageFolder();

  @Test
  void hasAFunctionJsonForEveryFunctionAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(
              files
                  .filter(folder -> Files.exists(folder.resolve("function.json")))
                  .map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(functions().keySet());
    }
  }

  @Test
  void bindsWhatTheAnnotationsSay() throws IOException {
    for (Map.Entry<String, Method> function : functions().entrySet()) {
      Method method = function.getValue();
      JsonNode json = functionJson(function.getKey());
      assertThat(json.path("entryPoint").asText())
          .isEqualTo(method.getDeclaringClass().getName() + "." + method.getName());
      assertThat(FOLDER.resolve(function.getKey()).resolve(json.path("scriptFile").asText()))
          .exists();
      JsonNode trigger = json.at("/bindings/0");
      assertThat(trigger.path("direction").asText()).isEqualTo("in");
      switch (trigger(method)) {
        case HttpTrigger http -> assertHttp(json, http);
        case QueueTrigger queue -> {
          assertThat(trigger.path("type").asText()).isEqualTo("queueTrigger");
          assertThat(trigger.path("queueName").asText()).isEqualTo(queue.queueName());
          assertThat(trigger.path("connection").asText()).isEqualTo("AzureWebJobsStorage");
        }
        case TimerTrigger timer -> {
          assertThat(trigger.path("type").asText()).isEqualTo("timerTrigger");
          assertThat(trigger.path("schedule").asText()).isEqualTo(timer.schedule());
        }
        default -> throw new AssertionError("a trigger that this test does not know");
      }
    }
  }

  @Test
  void leavesWhoMayCallToTheDeclarationsAlone() {
    for (Method method : functions().values()) {
      if (trigger(method) instanceof HttpTrigger http) {
        assertThat(http.authLevel().name())
            .as(method.getDeclaringClass().getSimpleName())
            .isEqualTo("ANONYMOUS");
      }
    }
  }

  @Test
  void handlesThePoisonOfEveryQueue() {
    List<String> queues =
        functions().values().stream()
            .map(PackageIT::trigger)
            .filter(QueueTrigger.class::isInstance)
            .map(trigger -> ((QueueTrigger) trigger).queueName())
            .toList();

    for (String queue : queues) {
      assertThat(queues)
          .contains(queue.endsWith("-poison") ? queue.replace("-poison", "") : queue + "-poison");
    }
  }

  @Test
  void hasEveryRouteOnce() {
    // First registered wins in the host, without a word: no template may hide another.
    List<String> routes =
        functions().values().stream()
            .map(PackageIT::trigger)
            .filter(HttpTrigger.class::isInstance)
            .map(HttpTrigger.class::cast)
            .flatMap(
                http -> Arrays.stream(http.methods()).map(method -> method + " " + http.route()))
            .toList();

    assertThat(routes).doesNotHaveDuplicates();
  }

  @Test
  void bringsNothingThatIsForDevelopmentOnly() throws IOException {
    try (Stream<Path> jars = Files.list(FOLDER.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .noneMatch(jar -> jar.startsWith("artistos-local"))
          .noneMatch(jar -> jar.startsWith("okhttp") || jar.startsWith("kotlin"))
          .noneMatch(jar -> jar.startsWith("junit") || jar.startsWith("h2"))
          .noneMatch(jar -> jar.contains("windows") || jar.contains("osx"))
          .anyMatch(jar -> jar.startsWith("artistos-shared"));
    }
    assertThat(FOLDER.resolve("host.json")).hasSameTextualContentAs(Path.of("..", "host.json"));
  }

  @Test
  void takesItsTimeFromNobodyButTheHost() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        try (JarFile content = new JarFile(jar.toFile())) {
          assertThat(content.getEntry("META-INF/services/java.time.InstantSource"))
              .as(jar.toString())
              .isNull();
        }
      }
    }
  }

  private static void assertHttp(JsonNode json, HttpTrigger http) {
    JsonNode trigger = json.at("/bindings/0");
    assertThat(trigger.path("type").asText()).isEqualTo("httpTrigger");
    assertThat(trigger.path("route").asText()).isEqualTo(http.route());
    assertThat(trigger.path("authLevel").asText()).isEqualTo(http.authLevel().name());
    List<String> methods =
        Arrays.stream(http.methods()).map(Enum::name).collect(Collectors.toList());
    assertThat(trigger.path("methods")).extracting(JsonNode::asText).isEqualTo(methods);
    assertThat(json.at("/bindings/1/type").asText()).isEqualTo("http");
    assertThat(json.at("/bindings/1/name").asText()).isEqualTo("$return");
  }

  private static JsonNode functionJson(String name) throws IOException {
    return RunningSuite.read(Files.readString(FOLDER.resolve(name).resolve("function.json")));
  }

  private static Annotation trigger(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(parameter -> Arrays.stream(parameter.getAnnotations()))
        .filter(a -> a.annotationType().getSimpleName().endsWith("Trigger"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Method> functions() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.artistos.functions");
    return classes.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(FunctionName.class))
        .map(com.tngtech.archunit.core.domain.JavaMethod::reflect)
        .collect(
            Collectors.toMap(
                method -> method.getAnnotation(FunctionName.class).value(),
                Function.identity(),
                (a, b) -> {
                  throw new AssertionError("two functions of one name");
                },
                TreeMap::new));
  }
}
