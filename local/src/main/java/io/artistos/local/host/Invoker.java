package io.artistos.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions as the Java worker does (contracts 4.7): on an instance from the app's {@link
 * FunctionInstanceInjector} if it has one, else on a new one for each call; many at once, each on a
 * thread of its own whose context class loader is the app's. Unlike the real host this one does not
 * restart a worker process after functionTimeout; it interrupts the invocation.
 */
final class Invoker {

  private static final Logger LOG = Logger.getLogger(Invoker.class.getName());

  private final ClassLoader app;
  private final @Nullable FunctionInstanceInjector injector;
  private final @Nullable Duration timeout;

  /**
   * Platform threads, as the worker's are. Virtual ones would be pinned to their carriers while the
   * app builds itself in a class initializer: with as many first requests at once as there are
   * processors, the virtual threads of the Azure SDKs that this waits for would never run.
   */
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("function-", 1).factory());

  /**
   * @param timeout functionTimeout; null for none
   */
  Invoker(ClassLoader app, @Nullable Duration timeout) {
    this.app = app;
    this.timeout = timeout;
    this.injector = injector(app);
    if (app.getResource(
            "META-INF/services/com.microsoft.azure.functions.internal.spi.middleware.Middleware")
        != null) {
      throw new InvalidAppException("worker middleware is absent in this host");
    }
  }

  /** Fails now rather than at the first call when no instance of the class can be made. */
  void check(LoadedFunction function) {
    if (injector == null) {
      constructor(function.entry().type());
    }
  }

  /** Runs the function and waits for its end; logs one line, and the cause when it failed. */
  Outcome run(LoadedFunction function, TriggerInput input) throws InterruptedException {
    Invocation context = new Invocation(function.name(), input);
    long start = System.nanoTime();
    Future<@Nullable Object> call = executor.submit(() -> call(function, input, context));
    try {
      Object value =
          timeout == null ? call.get() : call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      log(Level.INFO, context, "Succeeded", start, null);
      return new Outcome.Succeeded(value);
    } catch (ExecutionException e) {
      log(Level.SEVERE, context, "Failed", start, e.getCause());
      return new Outcome.Failed();
    } catch (TimeoutException | CancellationException e) {
      call.cancel(true);
      log(Level.SEVERE, context, "Timed out after functionTimeout", start, null);
      return new Outcome.TimedOut();
    } catch (InterruptedException e) {
      call.cancel(true);
      log(Level.SEVERE, context, "Cut off", start, null);
      throw e;
    }
  }

  /** Runs the function and does not wait. */
  Future<Outcome> start(LoadedFunction function, TriggerInput input) {
    return executor.submit(() -> run(function, input));
  }

  /** Lets what is running finish for at most {@code grace}, then interrupts it. */
  void close(Duration grace) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warning("invocations are cut off: they ran longer than " + grace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
  }

  private @Nullable Object call(LoadedFunction function, TriggerInput input, Invocation context)
      throws Exception {
    Thread.currentThread().setContextClassLoader(app);
    try {
      return function.entry().call(instance(function.entry().type()), input, context);
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

  private static void log(
      Level level, Invocation context, String outcome, long start, @Nullable Throwable cause) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String line =
        "Executed '%s' (%s, Id=%s, Duration=%dms)"
            .formatted(context.getFunctionName(), outcome, context.getInvocationId(), millis);
    LOG.log(level, line, cause);
  }
}
