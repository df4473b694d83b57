package io.artistos.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the packaged app on disk says it needs. In Azure the infrastructure makes containers and
 * queues; here they come from the same enums, read out of the package, so that this module depends
 * on no code of the app's.
 */
final class PackagedApp {

  private final Path folder;

  /**
   * @throws IllegalStateException when no app is packaged there
   */
  PackagedApp(Path folder) {
    if (!Files.exists(folder.resolve("host.json"))) {
      throw new IllegalStateException("no packaged app in " + folder + ": run ./dev package");
    }
    this.folder = folder;
  }

  /** The name of the database, an array of container definitions, and the names of the queues. */
  record Needs(String database, JsonNode containers, List<String> queues) {}

  Needs needs() {
    try (URLClassLoader loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
      Class<?> containers = loader.loadClass("io.artistos.shared.cosmos.Containers");
      String database = (String) containers.getField("DATABASE").get(null);
      String definitions = (String) containers.getMethod("definitions").invoke(null);
      Object queues =
          loader.loadClass("io.artistos.shared.queue.Queues").getMethod("ids").invoke(null);
      List<String> names = ((List<?>) queues).stream().map(String.class::cast).toList();
      return new Needs(database, new ObjectMapper().readTree(definitions), names);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the package in " + folder + " does not fit this suite", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URL[] jars() throws IOException {
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      for (Path jar : jars.sorted().toList()) {
        urls.add(url(jar));
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
