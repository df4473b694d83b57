package io.artistos.functions.boot;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives the worker the functions' instances; found by the ServiceLoader once for the process, asked
 * on every invocation. The app is built on the first one. Building opens no connection; when it
 * fails, for a setting that is missing, each invocation says so anew.
 */
public final class AppInjector implements FunctionInstanceInjector {

  private final ReentrantLock building = new ReentrantLock();
  private volatile @Nullable App app;

  @Override
  public <T> T getInstance(Class<T> functionClass) {
    return app().function(functionClass);
  }

  private App app() {
    App built = app;
    if (built != null) {
      return built;
    }
    building.lock();
    try {
      built = app;
      if (built == null) {
        built = new App(Settings.fromEnvironment());
        app = built;
      }
      return built;
    } finally {
      building.unlock();
    }
  }
}
