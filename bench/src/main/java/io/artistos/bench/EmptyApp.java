package io.artistos.bench;

import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.bench.empty.EmptyFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** {@link EmptyFunction} packed as azure-functions-maven-plugin packs an app. */
final class EmptyApp {

  /** Where the function answers GET. */
  static final String PATH = "/empty";

  private static final String HOST_JSON =
      """
      {"version": "2.0", "extensions": {"http": {"routePrefix": ""}}}
      """;

  private EmptyApp() {}

  /** Writes the app into {@code folder}, which is made. */
  static Path pack(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("Empty"));
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("host.json"), HOST_JSON);
    Files.writeString(
        folder.resolve("Empty").resolve("function.json"),
        """
        {
          "scriptFile": "../empty.jar",
          "entryPoint": "%s.run",
          "bindings": [
            {"type": "httpTrigger", "direction": "in", "name": "request", "route": "empty",
             "methods": ["GET"], "authLevel": "ANONYMOUS"},
            {"type": "http", "direction": "out", "name": "$return"}
          ]
        }
        """
            .formatted(EmptyFunction.class.getName()));
    packJar(folder.resolve("empty.jar"));
    Path annotations = jarOf(HttpTrigger.class);
    Files.copy(annotations, folder.resolve("lib").resolve("azure-functions-java-library.jar"));
    return folder;
  }

  private static void packJar(Path jar) throws IOException {
    String entry = EmptyFunction.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out);
        InputStream compiled =
            Objects.requireNonNull(EmptyApp.class.getResourceAsStream("/" + entry))) {
      packed.putNextEntry(new JarEntry(entry));
      compiled.transferTo(packed);
      packed.closeEntry();
    }
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " comes from no file", e);
    }
  }
}
