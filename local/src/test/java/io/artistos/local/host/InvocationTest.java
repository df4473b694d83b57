package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @TempDir Path folder;

  @Test
  void theContextNamesFunctionInvocationAndTrace() {
    try (LogLines own = new LogLines("Function.Context");
        LogLines host = new LogLines(Invoker.class);
        FunctionsHost running =
            new PackedApp(folder).http("Context", "context", "context").start()) {
      String[] seen =
          Caller.of(running).get("/api/context", "traceparent", TRACE).body().split(" ", -1);

      assertThat(seen[0]).isEqualTo("Context");
      assertThat(seen[2]).isEqualTo(TRACE);
      assertThat(own.lines()).containsExactly("[" + seen[1] + "] a line of the function");
      assertThat(host.lines())
          .singleElement()
          .asString()
          .matches("Executed 'Context' \\(Succeeded, Id=" + seen[1] + ", Duration=\\d+ms\\)");
    }
  }

  @Test
  void withoutATraceANewOneBegins() {
    try (FunctionsHost host = new PackedApp(folder).http("Context", "context", "context").start()) {
      assertThat(Caller.of(host).get("/api/context", "traceparent", "rubbish").body())
          .matches("Context \\S+ 00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }
  }

  @Test
  void manyRunAtOnce() {
    try (ProbeServer probe = new ProbeServer().hold(event -> true);
        FunctionsHost host =
            new PackedApp(folder).probe(probe).http("Probed", "probed", "probed").start()) {
      Caller caller = Caller.of(host);
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 20)
              .mapToObj(i -> caller.postAsync("/api/probed", "x").thenApply(r -> r.statusCode()))
              .toList();

      probe.await(20);
      probe.release();

      assertThat(answers).allMatch(answer -> answer.join() == 200);
    }
  }

  @Test
  void afterFunctionTimeoutTheCallerGets503() {
    PackedApp app =
        new PackedApp(folder).hostJson("{\"version\":\"2.0\",\"functionTimeout\":\"00:00:01\"}");
    try (ProbeServer probe = new ProbeServer().hold(event -> true);
        LogLines log = new LogLines(Invoker.class);
        FunctionsHost host = app.probe(probe).http("Probed", "probed", "probed").start()) {
      assertThat(Caller.of(host).post("/api/probed", "x").statusCode()).isEqualTo(503);
      assertThat(log.lines()).singleElement().asString().startsWith("Executed 'Probed' (Timed out");
    }
  }

  @Test
  void theFrontEndGivesUpBeforeTheFunctionDoes() {
    try (ProbeServer probe = new ProbeServer().hold(event -> true);
        LogLines log = new LogLines(Invoker.class);
        FunctionsHost host =
            new PackedApp(folder)
                .probe(probe)
                .setting("LOCAL_HOST_HTTP_TIMEOUT", "00:00:01")
                .http("Probed", "probed", "probed")
                .start()) {
      assertThat(Caller.of(host).post("/api/probed", "x").statusCode()).isEqualTo(503);
      assertThat(log.lines()).isEmpty();

      probe.release();

      Await.until(() -> !log.lines().isEmpty(), () -> "the end of the function");
      assertThat(log.lines()).singleElement().asString().contains("Succeeded");
    }
  }

  @Test
  void closingLetsARunningRequestFinish() {
    try (ProbeServer probe = new ProbeServer().hold(event -> true)) {
      FunctionsHost host =
          new PackedApp(folder).probe(probe).http("Probed", "probed", "probed").start();
      var answer = Caller.of(host).postAsync("/api/probed", "x");
      probe.await(1);

      CompletableFuture<Void> closed = CompletableFuture.runAsync(host::close);
      probe.release();

      assertThat(answer.join().body()).isEqualTo("probed");
      closed.join();
    }
  }
}
