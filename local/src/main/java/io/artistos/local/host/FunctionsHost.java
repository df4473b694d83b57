package io.artistos.local.host;

import io.artistos.local.http.LocalHttpServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A running function app. Thread-safe. */
public final class FunctionsHost implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(FunctionsHost.class.getName());

  /**
   * What to run and how.
   *
   * @param app the folder that azure-functions-maven-plugin packs: host.json, {@code *}{@code
   *     /function.json}, the app's jar and lib
   * @param port 0 takes a free one
   * @param settings what the real host reads from app settings, AzureWebJobsStorage for one; the
   *     app itself reads the process environment
   * @param masterKey opens everything, {@code /admin} too; null opens nothing
   * @param functionKey opens functions of the level FUNCTION; null opens nothing
   * @param clock what timers go by
   * @param appClock what the app finds as the service {@code java.time.InstantSource}; with null it
   *     finds none, as in Azure
   */
  public record Options(
      Path app,
      int port,
      Map<String, String> settings,
      @Nullable String masterKey,
      @Nullable String functionKey,
      Clock clock,
      @Nullable InstantSource appClock) {

    /** Names the app only: settings and keys are secret. */
    @Override
    public String toString() {
      return "Options[app=" + app + ", port=" + port + "]";
    }
  }

  private final Invoker invoker;
  private final Listeners listeners;
  private final LocalHttpServer server;
  private final Duration drain;

  private FunctionsHost(Options options) {
    AppSettings settings = new AppSettings(options.settings());
    HostJson hostJson = HostJson.read(options.app(), settings);
    List<FunctionJson> files =
        FunctionJson.readAll(options.app()).stream()
            .filter(f -> hostJson.functions() == null || hostJson.functions().contains(f.name()))
            .toList();
    drain = settings.duration("LOCAL_HOST_DRAIN", Duration.ofSeconds(10));
    invoker = new Invoker(() -> worker(options, files), hostJson.functionTimeout());
    List<LoadedFunction> functions = files.stream().map(f -> loaded(f, settings)).toList();
    Routes routes = new Routes(hostJson.http().routePrefix(), functions);
    Keys keys = new Keys(options.masterKey(), options.functionKey(), settings.functionKeys());
    listeners = new Listeners(settings, hostJson.queues(), invoker, options.clock());
    functions.stream().filter(f -> !f.disabled()).forEach(listeners::add);
    AdminApi admin = new AdminApi(byName(functions), keys, invoker, options.clock());
    HttpFront front = new HttpFront(routes, admin, invoker, keys, settings, hostJson.http());
    server = LocalHttpServer.start(options.port(), null, front::handle);
    listeners.start();
    LOG.info(() -> functions.size() + " functions of " + options.app() + " are loaded");
  }

  /**
   * Loads the app and listens on 127.0.0.1.
   *
   * @throws InvalidAppException when the app is broken or wants what this host does not have
   * @throws UncheckedIOException when the port is taken
   */
  public static FunctionsHost start(Options options) {
    return new FunctionsHost(options);
  }

  /** {@code http://127.0.0.1:port}. */
  public URI uri() {
    return server.uri();
  }

  /** Takes no more work, lets what is running finish for a bounded time, then cuts it off. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + drain.toNanos();
    server.close(drain);
    listeners.close(left(deadline));
    invoker.close(left(deadline));
  }

  private static Worker worker(Options options, List<FunctionJson> files) {
    List<Path> jars = files.stream().map(FunctionJson::scriptFile).toList();
    return new Worker(AppClassLoader.of(options.app(), jars, options.appClock()), files);
  }

  private static LoadedFunction loaded(FunctionJson file, AppSettings settings) {
    boolean disabled =
        file.disabled() || settings.isTrue("AzureWebJobs." + file.name() + ".Disabled");
    return new LoadedFunction(file.name(), file.trigger(), file.retry(), disabled);
  }

  private static Map<String, LoadedFunction> byName(List<LoadedFunction> functions) {
    Map<String, LoadedFunction> byName = new LinkedHashMap<>();
    functions.forEach(f -> byName.put(f.name().toLowerCase(Locale.ROOT), f));
    return byName;
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
