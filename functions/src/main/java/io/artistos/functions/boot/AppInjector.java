package io.artistos.functions.boot;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/**
 * Gives the worker the functions' instances; found by the ServiceLoader, asked on every invocation.
 */
public final class AppInjector implements FunctionInstanceInjector {

  /**
   * Built on the first invocation, once for the process; opens no connection, so it cannot fail for
   * a while.
   */
  private static final class Holder {
    private static final App APP = new App(Settings.fromEnvironment());
  }

  @Override
  public <T> T getInstance(Class<T> functionClass) {
    return Holder.APP.function(functionClass);
  }
}
