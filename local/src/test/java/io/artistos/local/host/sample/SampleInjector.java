package io.artistos.local.host.sample;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/** Gives the same instance every time. */
public final class SampleInjector implements FunctionInstanceInjector {

  private final Counted counted = new Counted("the injector");

  @Override
  public <T> T getInstance(Class<T> type) {
    return type.cast(counted);
  }
}
