package io.artistos.local.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sample app, packed into a folder as the Maven plugin packs one. */
final class PackedApp {

  static final String MASTER = "master-key";
  static final String KEY = "function-key";

  private static final String SAMPLE = "io/artistos/local/host/sample";

  private final Path folder;
  private final Map<String, String> resources = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final List<Class<?>> libraries = new ArrayList<>(List.of(HttpTrigger.class));

  PackedApp(Path folder) {
    this.folder = folder;
    write("host.json", "{\"version\":\"2.0\"}");
  }

  Path folder() {
    return folder;
  }

  PackedApp hostJson(String json) {
    return write("host.json", json);
  }

  PackedApp setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  PackedApp probe(ProbeServer probe) {
    resources.put("probe.url", probe.uri().toString());
    return this;
  }

  PackedApp injectors(String... classes) {
    return services("com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector", classes);
  }

  PackedApp services(String service, String... classes) {
    resources.put("META-INF/services/" + service, String.join("\n", classes));
    return this;
  }

  /** Ships the jar of a class in lib. */
  PackedApp library(Class<?> type) {
    libraries.add(type);
    return this;
  }

  /** An anonymous HTTP function for every method, its entry point in HttpFunctions. */
  PackedApp http(String name, String route, String method) {
    return http(name, route, "HttpFunctions." + method, "ANONYMOUS");
  }

  PackedApp http(String name, String route, String entry, String level, String... methods) {
    Map<String, Object> trigger =
        Map.of(
            "type",
            "httpTrigger",
            "direction",
            "in",
            "name",
            "req",
            "route",
            route,
            "methods",
            List.of(methods),
            "authLevel",
            level);
    return function(
        name,
        entry,
        List.of(trigger, Map.of("type", "http", "direction", "out", "name", "$return")));
  }

  /** A queue function, its entry point in QueueFunctions, on the account in AzureWebJobsStorage. */
  PackedApp queue(String name, String queueName, String method) {
    return queue(name, queueName, method, Map.of());
  }

  PackedApp queue(String name, String queueName, String method, Map<String, Object> retry) {
    Map<String, Object> trigger =
        Map.of(
            "type", "queueTrigger",
            "direction", "in",
            "name", "msg",
            "queueName", queueName,
            "connection", "AzureWebJobsStorage");
    return function(name, "QueueFunctions." + method, List.of(trigger), retry);
  }

  PackedApp timer(String name, String schedule) {
    return timer(name, schedule, "tick", Map.of());
  }

  PackedApp timer(String name, String schedule, String method, Map<String, Object> retry) {
    Map<String, Object> trigger =
        Map.of("type", "timerTrigger", "direction", "in", "name", "timer", "schedule", schedule);
    return function(name, "QueueFunctions." + method, List.of(trigger), retry);
  }

  /** A function.json with any bindings; {@code entry} below the sample's package. */
  PackedApp function(String name, String entry, List<Map<String, Object>> bindings) {
    return function(name, entry, bindings, Map.of());
  }

  /**
   * @param retry a retry policy; none when empty
   */
  PackedApp function(
      String name, String entry, List<Map<String, Object>> bindings, Map<String, Object> retry) {
    Map<String, Object> json = new HashMap<>();
    json.put("scriptFile", "../sample.jar");
    json.put("entryPoint", SAMPLE.replace('/', '.') + "." + entry);
    json.put("bindings", bindings);
    if (!retry.isEmpty()) {
      json.put("retry", retry);
    }
    try {
      return write(name + "/function.json", new ObjectMapper().writeValueAsString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the settings where a process of its own finds them. */
  PackedApp saveSettings() {
    try {
      String json = new ObjectMapper().writeValueAsString(Map.of("Values", settings));
      return write("local.settings.json", json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs the jars and leaves the host to the caller. */
  PackedApp pack() {
    try {
      Files.createDirectories(folder.resolve("lib"));
      for (Class<?> type : libraries) {
        Path library = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path copy = folder.resolve("lib").resolve(library.getFileName());
        if (!Files.exists(copy)) {
          Files.copy(library, copy);
        }
      }
      packJar();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  FunctionsHost start() {
    return start(Clock.systemUTC());
  }

  FunctionsHost start(Clock clock) {
    return start(clock, null);
  }

  FunctionsHost start(Clock clock, @Nullable InstantSource appClock) {
    return FunctionsHost.start(
        new FunctionsHost.Options(pack().folder, 0, settings, MASTER, KEY, clock, appClock));
  }

  /** With no keys configured. */
  FunctionsHost startWithoutKeys() {
    @Nullable String none = null;
    return FunctionsHost.start(
        new FunctionsHost.Options(pack().folder, 0, settings, none, none, Clock.systemUTC(), null));
  }

  private PackedApp write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).resolveSibling(""));
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void packJar() throws IOException, URISyntaxException {
    Path classes =
        Path.of(PackedApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Path> sample = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.resolve(SAMPLE))) {
      files.forEach(sample::add);
    }
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("sample.jar")))) {
      for (Path file : sample) {
        jar.putNextEntry(new JarEntry(SAMPLE + "/" + file.getFileName()));
        Files.copy(file, jar);
      }
      for (Map.Entry<String, String> resource : resources.entrySet()) {
        jar.putNextEntry(new JarEntry(resource.getKey()));
        jar.write(resource.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }
}
