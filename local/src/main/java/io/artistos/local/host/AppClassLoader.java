package io.artistos.local.host;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads the function app: its jars and {@code lib/*.jar}, parent first, where the parent has the
 * JDK and the interfaces that the Java worker brings (azure-functions-java-core-library and -spi,
 * contracts 4.7). Nothing else of this host is visible to the app, nor is any resource of it.
 */
final class AppClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private AppClassLoader(URL[] jars) {
    super("app", jars, new WorkerClasses());
  }

  static AppClassLoader of(Path app, Collection<Path> scriptFiles) {
    Set<Path> jars = new LinkedHashSet<>(scriptFiles);
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new InvalidAppException("scriptFile " + jar + " is not there");
      }
    }
    try {
      if (Files.isDirectory(app.resolve("lib"))) {
        try (Stream<Path> lib = Files.list(app.resolve("lib"))) {
          lib.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
      }
      return new AppClassLoader(urls(jars));
    } catch (IOException e) {
      throw new InvalidAppException("the app's jars cannot be read", e);
    }
  }

  private static URL[] urls(Set<Path> jars) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static final class WorkerClasses extends ClassLoader {

    private static final String API = "com.microsoft.azure.functions.";

    static {
      registerAsParallelCapable();
    }

    WorkerClasses() {
      super("worker", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      // The annotations are azure-functions-java-library, which comes with the app.
      if (name.startsWith(API) && !name.startsWith(API + "annotation.")) {
        return Class.forName(name, false, AppClassLoader.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
