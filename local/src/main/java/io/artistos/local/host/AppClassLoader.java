package io.artistos.local.host;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the function app: its jars and {@code lib/*.jar}, parent first, where the parent has the
 * JDK and the interfaces that the Java worker brings (azure-functions-java-core-library and -spi,
 * contracts 4.7). Nothing else of this host is visible to the app, nor is any resource of it, but
 * for one service where there is a clock to share: {@link AppClock} as the {@code
 * java.time.InstantSource}.
 */
final class AppClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final @Nullable InstantSource clock;

  private AppClassLoader(URL[] jars, @Nullable InstantSource clock) {
    super("app", jars, new WorkerClasses(clock != null));
    this.clock = clock;
  }

  /**
   * @param clock what the app is to take its time from; null leaves that to the app
   */
  static AppClassLoader of(Path app, Collection<Path> scriptFiles, @Nullable InstantSource clock) {
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
      return new AppClassLoader(urls(jars), clock);
    } catch (IOException e) {
      throw new InvalidAppException("the app's jars cannot be read", e);
    }
  }

  /** What was given to {@link #of}. */
  @Nullable InstantSource clock() {
    return clock;
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
    private static final String CLOCK_SERVICE = "META-INF/services/java.time.InstantSource";

    static {
      registerAsParallelCapable();
    }

    private final boolean withClock;

    WorkerClasses(boolean withClock) {
      super("worker", ClassLoader.getPlatformClassLoader());
      this.withClock = withClock;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      // The annotations are azure-functions-java-library, which comes with the app.
      if (name.startsWith(API) && !name.startsWith(API + "annotation.")) {
        return Class.forName(name, false, AppClassLoader.class.getClassLoader());
      }
      if (withClock && name.equals(AppClock.class.getName())) {
        return AppClock.class;
      }
      throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
      // Under another name on our side: whoever else has us on the class path must not find it.
      return withClock && name.equals(CLOCK_SERVICE)
          ? AppClassLoader.class.getResource("app-clock.service")
          : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
      URL found = findResource(name);
      return Collections.enumeration(found == null ? List.of() : List.of(found));
    }
  }
}
