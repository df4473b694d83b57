package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
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
          Caller.of(running)
              .get("/api/context", "traceparent", TRACE, "tracestate", "vendor=1")
              .body()
              .split(" ", -1);

      assertThat(seen[0]).isEqualTo("Context");
      assertThat(seen[2]).isEqualTo(TRACE);
      assertThat(seen[3]).isEqualTo("vendor=1");
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
          .matches("Context \\S+ 00-[0-9a-f]{32}-[0-9a-f]{16}-00 ");
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
      assertThat(log.lines())
          .first()
          .asString()
          .startsWith("Executed 'Probed' (Timed out after functionTimeout");
    }
  }

  @Test
  void afterFunctionTimeoutTheAppIsLoadedAnew() {
    PackedApp app =
        new PackedApp(folder)
            .hostJson("{\"version\":\"2.0\",\"functionTimeout\":\"00:00:01\"}")
            .http("Count", "count", "Counted.count", "ANONYMOUS")
            .http("Block", "block", "Counted.block", "ANONYMOUS")
            .injectors("io.artistos.local.host.sample.SampleInjector");
    try (ProbeServer probe = new ProbeServer().hold(event -> true);
        FunctionsHost host = app.probe(probe).start()) {
      Caller caller = Caller.of(host);
      caller.get("/api/count");
      assertThat(caller.get("/api/count").body()).endsWith("call 2");

      assertThat(caller.post("/api/block", "x").statusCode()).isEqualTo(503);

      assertThat(caller.get("/api/count").body()).isEqualTo("made by the injector, call 1");
    }
  }

  @Test
  void whatRunsBesideATimedOutInvocationFails() {
    PackedApp app =
        new PackedApp(folder).hostJson("{\"version\":\"2.0\",\"functionTimeout\":\"00:00:03\"}");
    try (ProbeServer probe = new ProbeServer().hold(event -> true);
        LogLines log = new LogLines(Invoker.class);
        FunctionsHost host = app.probe(probe).http("Probed", "probed", "probed").start()) {
      Caller caller = Caller.of(host);
      var late = caller.postAsync("/api/probed", "late");
      probe.await(1);
      Instant begun = Instant.now();
      Await.until(() -> begun.plusSeconds(2).isBefore(Instant.now()), () -> "two of three seconds");
      var beside = caller.postAsync("/api/probed", "beside");

      assertThat(late.join().statusCode()).isEqualTo(503);
      assertThat(beside.join().statusCode()).isEqualTo(500);
      assertThat(log.lines()).anyMatch(l -> l.contains("(Failed, its worker was restarted"));

      probe.release();
      assertThat(caller.post("/api/probed", "after").body()).isEqualTo("probed");
    }
  }

  @Test
  void aRequestAboveTheOutstandingOnesIs429() {
    PackedApp app = throttled("maxOutstandingRequests", 2);
    try (ProbeServer probe = new ProbeServer().hold(event -> true);
        FunctionsHost host = app.probe(probe).http("Probed", "probed", "probed").start()) {
      Caller caller = Caller.of(host);
      var first = caller.postAsync("/api/probed", "1");
      var second = caller.postAsync("/api/probed", "2");
      probe.await(2);

      HttpResponse<String> third = caller.post("/api/probed", "3");

      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.body()).isEmpty();
      probe.release();
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(second.join().statusCode()).isEqualTo(200);
      assertThat(caller.post("/api/probed", "4").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestsAboveTheConcurrentOnesWait() {
    PackedApp app = throttled("maxConcurrentRequests", 2);
    try (ProbeServer probe = new ProbeServer();
        FunctionsHost host = app.probe(probe).http("Probed", "probed", "probed").start()) {
      Caller caller = Caller.of(host);
      // Lets them go two by two: one at a time would never finish.
      probe.gate(2);
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 8)
              .mapToObj(i -> caller.postAsync("/api/probed", "x").thenApply(r -> r.statusCode()))
              .toList();

      assertThat(answers).allMatch(answer -> answer.join() == 200);
      assertThat(probe.mostAtOnce()).isEqualTo(2);
    }
  }

  private PackedApp throttled(String member, int limit) {
    return new PackedApp(folder)
        .hostJson(
            "{\"version\":\"2.0\",\"extensions\":{\"http\":{\"" + member + "\":" + limit + "}}}");
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
