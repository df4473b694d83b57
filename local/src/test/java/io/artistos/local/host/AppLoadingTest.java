package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.ExecutionContext;
import io.artistos.local.host.sample.OtherInjector;
import io.artistos.local.host.sample.SampleInjector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The app's class loader, its instances, and what is refused at start (contracts 4.7). */
class AppLoadingTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.databind.ObjectMapper",
        "com.azure.storage.queue.QueueClient",
        "org.slf4j.Logger",
        "io.artistos.local.host.FunctionsHost",
        "io.artistos.local.host.AppClock",
      })
  void theHostsOwnClassesAreInvisible(String name) {
    try (FunctionsHost host = new PackedApp(folder).http("Loads", "loads", "loads").start()) {
      assertThat(Caller.of(host).post("/api/loads", name).body()).isEqualTo("no");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.microsoft.azure.functions.ExecutionContext, ClassLoaders$AppClassLoader",
    "com.microsoft.azure.functions.annotation.HttpTrigger, local.host.AppClassLoader",
    "java.sql.Connection, ClassLoaders$PlatformClassLoader",
  })
  void theWorkersInterfacesComeFromTheHostAndTheAnnotationsFromTheApp(String name, String from) {
    try (FunctionsHost host = new PackedApp(folder).http("Loads", "loads", "loads").start()) {
      assertThat(Caller.of(host).post("/api/loads", name).body()).contains("yes").contains(from);
    }
  }

  @Test
  void theWorkersClassesWinOverTheAppsOwn() {
    PackedApp app =
        new PackedApp(folder).library(ExecutionContext.class).http("Loads", "loads", "loads");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).post("/api/loads", ExecutionContext.class.getName()).body())
          .contains("ClassLoaders$AppClassLoader");
    }
  }

  @Test
  void workerMiddlewareIsRefused() {
    PackedApp app =
        new PackedApp(folder)
            .http("Echo", "echo", "echo")
            .services(
                "com.microsoft.azure.functions.internal.spi.middleware.Middleware", "x.Middle");

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("middleware");
  }

  @ParameterizedTest
  @ValueSource(strings = {"USER", "SYSTEM", "nobody"})
  void otherLevelsAreRefusedByName(String level) {
    PackedApp app = new PackedApp(folder).http("Echo", "echo", "HttpFunctions.echo", level);

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("Echo: authLevel " + level.toUpperCase(Locale.ROOT) + " is absent");
  }

  @Test
  void itFindsNoClock() {
    try (FunctionsHost host = new PackedApp(folder).http("Clocks", "clocks", "clocks").start()) {
      assertThat(Caller.of(host).get("/api/clocks").body()).isEqualTo("[]");
    }
  }

  @Test
  void aClockThatIsSharedIsOneServiceAndOpensNothingElse() {
    Instant time = Instant.parse("2027-01-01T00:00:00Z");
    PackedApp app =
        new PackedApp(folder).http("Clocks", "clocks", "clocks").http("Loads", "loads", "loads");
    try (FunctionsHost host = app.start(Clock.systemUTC(), InstantSource.fixed(time))) {
      Caller caller = Caller.of(host);

      assertThat(caller.get("/api/clocks").body()).isEqualTo("[" + time + "]");
      assertThat(caller.post("/api/loads", "io.artistos.local.host.FunctionsHost").body())
          .isEqualTo("no");
    }
  }

  @Test
  void withoutAnInjectorEveryInvocationHasANewInstance() {
    PackedApp app = new PackedApp(folder).http("Count", "count", "Counted.count", "ANONYMOUS");
    try (FunctionsHost host = app.start()) {
      Caller.of(host).get("/api/count");

      assertThat(Caller.of(host).get("/api/count").body()).isEqualTo("made by nobody, call 1");
    }
  }

  @Test
  void anInjectorGivesTheInstanceOfEveryInvocation() {
    PackedApp app =
        new PackedApp(folder)
            .http("Count", "count", "Counted.count", "ANONYMOUS")
            .injectors(SampleInjector.class.getName());
    try (FunctionsHost host = app.start()) {
      Caller.of(host).get("/api/count");

      assertThat(Caller.of(host).get("/api/count").body())
          .isEqualTo("made by the injector, call 2");
    }
  }

  @Test
  void twoInjectorsAreRefused() {
    PackedApp app =
        new PackedApp(folder)
            .http("Count", "count", "Counted.count", "ANONYMOUS")
            .injectors(SampleInjector.class.getName(), OtherInjector.class.getName());

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("FunctionInstanceInjector");
  }

  @ParameterizedTest
  @CsvSource({
    "HttpFunctions.twice, one public method",
    "HttpFunctions.absent, one public method",
    "Absent.method, cannot be loaded",
    "HttpFunctions.unbound, nothing binds parameter other",
  })
  void anEntryPointThatCannotBeBoundIsRefused(String entry, String why) {
    PackedApp app = new PackedApp(folder).http("Broken", "broken", entry, "ANONYMOUS");

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("Broken")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"queue, out", "blobTrigger, in", "cosmosDBTrigger, in"})
  void otherBindingsAreRefusedByName(String type, String direction) {
    PackedApp app =
        new PackedApp(folder)
            .function(
                "Other",
                "HttpFunctions.text",
                List.of(Map.of("type", type, "direction", direction, "name", "x")));

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("Other: binding type " + type + " is absent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"customHandler\":{}",
        "\"retry\":{\"strategy\":\"fixedDelay\"}",
        "\"extensions\":{\"http\":{\"dynamicThrottlesEnabled\":true}}",
        "\"extensions\":{\"http\":{\"hsts\":{\"isEnabled\":true}}}",
        "\"extensions\":{\"http\":{\"maxRequests\":5}}",
        "\"extensions\":{\"queues\":{\"batch\":5}}",
        "\"extensions\":{\"kafka\":{}}",
        "\"functionTimeOut\":\"00:05:00\"",
        "\"extensions\":{\"queues\":{\"batchSize\":33}}",
        "\"functionTimeout\":\"5 minutes\"",
      })
  void hostJsonMembersThatAreNotBuiltOrWrongAreRefused(String member) {
    PackedApp app = new PackedApp(folder).hostJson("{\"version\":\"2.0\"," + member + "}");

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("host.json");
  }

  @Test
  void hostJsonMembersThatMakeNoDifferenceHereAreIgnored() {
    PackedApp app =
        new PackedApp(folder)
            .hostJson(
                """
                {"version":"2.0","functionTimeout":"-1","logging":{"x":1},"aggregator":{},
                 "healthMonitor":{},"singleton":{},"watchDirectories":[],"watchFiles":[],
                 "extensionBundle":{},"managedDependency":{},"telemetryMode":"OpenTelemetry",
                 "concurrency":{"dynamicConcurrencyEnabled":false},
                 "extensions":{"cosmosDB":{},"blobs":{},"http":{"maxOutstandingRequests":-1}}}
                """)
            .http("Echo", "echo", "echo");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/echo").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void hostJsonCanNameTheFunctionsToLoad() {
    PackedApp app =
        new PackedApp(folder)
            .hostJson("{\"version\":\"2.0\",\"functions\":[\"A\"]}")
            .http("A", "a", "echo")
            .http("B", "b", "echo");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/a").statusCode()).isEqualTo(200);
      assertThat(Caller.of(host).get("/api/b").statusCode()).isEqualTo(404);
    }
  }
}
