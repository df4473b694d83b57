package io.artistos.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the process of the Java worker is to Azure (contracts 4.7): the app's classes, loaded once,
 * and what runs on them. A function is called on an instance from the app's {@link
 * FunctionInstanceInjector} if it has one, else on a new one for each call; many at once, each on a
 * thread of its own whose context class loader is the app's.
 */
final class Worker {

  private static final Logger LOG = Logger.getLogger(Worker.class.getName());

  private final AppClassLoader app;
  private final @Nullable FunctionInstanceInjector injector;
  private final Map<String, EntryPoint> entries = new HashMap<>();
  private final Map<String, Future<?>> running = new ConcurrentHashMap<>();

  /**
   * Platform threads, as the worker's are. Virtual ones would be pinned to their carriers while the
   * app builds itself in a class initializer: with as many first requests at once as there are
   * processors, the virtual threads of the Azure SDKs that this waits for would never run.
   */
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("function-", 1).factory());

  /**
   * Loads the functions; ends {@code app} with itself.
   *
   * @throws InvalidAppException when one cannot be called
   */
  Worker(AppClassLoader app, List<FunctionJson> functions) {
    this.app = app;
    this.injector = injector(app);
    if (app.getResource(
            "META-INF/services/com.microsoft.azure.functions.internal.spi.middleware.Middleware")
        != null) {
      throw new InvalidAppException("worker middleware is absent in this host");
    }
    for (FunctionJson function : functions) {
      EntryPoint entry = EntryPoint.of(function, app);
      if (injector == null) {
        // Fails now rather than at the first call.
        constructor(entry.type());
      }
      entries.put(function.name(), entry);
    }
  }

  /** Calls the function; what it throws is the cause of the ExecutionException. */
  Future<@Nullable Object> submit(String function, TriggerInput input, ExecutionContext context) {
    Future<@Nullable Object> call = executor.submit(() -> call(function, input, context));
    running.put(context.getInvocationId(), call);
    return call;
  }

  /** The invocation is over for whoever waits for it. */
  void forget(ExecutionContext context) {
    running.remove(context.getInvocationId());
  }

  /** Everything that runs is cancelled, now. A thread that ignores its interrupt goes on unseen. */
  void kill() {
    executor.shutdownNow();
    running.values().forEach(call -> call.cancel(true));
    try {
      app.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the app's jars were not closed", e);
    }
  }

  /** Lets what is running finish for at most {@code grace}, then kills it. */
  void close(Duration grace) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warning("invocations are cut off: they ran longer than " + grace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  private @Nullable Object call(String function, TriggerInput input, ExecutionContext context)
      throws Exception {
    Thread.currentThread().setContextClassLoader(app);
    EntryPoint entry = entries.get(function);
    if (entry == null) {
      throw new IllegalArgumentException("no function " + function);
    }
    try {
      return entry.call(instance(entry.type()), input, context);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ExecutionException(e);
    }
  }

  private Object instance(Class<?> type) throws Exception {
    return injector == null ? constructor(type).newInstance() : injector.getInstance(type);
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new InvalidAppException(type.getName() + " has no public constructor for nothing", e);
    }
  }

  private static @Nullable FunctionInstanceInjector injector(ClassLoader app) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(app);
    try {
      List<FunctionInstanceInjector> found = new ArrayList<>();
      ServiceLoader.load(FunctionInstanceInjector.class, app).forEach(found::add);
      if (found.size() > 1) {
        throw new InvalidAppException("more than one FunctionInstanceInjector: " + found);
      }
      return found.isEmpty() ? null : found.getFirst();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
