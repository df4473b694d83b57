package io.artistos.functions.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The composition root: every object of the app, built once, by hand, a class of wiring for each
 * feature. Thread-safe.
 */
public final class App {

  private final Map<Class<?>, Object> functions;

  public App(Settings settings) {
    Platform platform = Platform.of(settings, clock());
    this.functions =
        Stream.of(
                FanFunctions.of(platform), //
                PageFunctions.of(platform), //
                NumbersFunctions.of(platform), //
                JobFunctions.of(platform), //
                TeamFunctions.of(platform), //
                PeopleFunctions.of(platform), //
                ArtistMailFunctions.of(platform), //
                ReleaseFunctions.of(platform), //
                PlanFunctions.of(platform), //
                BlastFunctions.of(platform), //
                SpotifyFunctions.of(platform), //
                SupportFunctions.of(platform), //
                FeatureFunctions.of(platform), //
                PrivacyFunctions.of(platform), //
                AuditFunctions.of(platform), //
                PolicyFunctions.of(platform) //
                )
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Object::getClass, Function.identity()));
  }

  /**
   * The instance that runs a function.
   *
   * @throws IllegalStateException when the class is not wired
   */
  public <T> T function(Class<T> type) {
    Object function = functions.get(type);
    if (function == null) {
      throw new IllegalStateException(type.getName() + " is not wired in App");
    }
    return type.cast(function);
  }

  /**
   * From outside where the host offers one, else the machine's; in milliseconds, as items keep it.
   */
  private static Clock clock() {
    InstantSource source =
        ServiceLoader.load(InstantSource.class, App.class.getClassLoader())
            .findFirst()
            .orElseGet(InstantSource::system);
    return Clock.tick(source.withZone(ZoneOffset.UTC), Duration.ofMillis(1));
  }
}
