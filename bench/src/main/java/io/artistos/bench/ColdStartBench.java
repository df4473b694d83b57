package io.artistos.bench;

import io.artistos.local.suite.HostProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long a sign-up takes that meets no running app, beside what the host takes for an empty
 * function and what the SDK takes without any host. The servers around it are warm.
 */
final class ColdStartBench {

  private static final int RUNS = 7;

  /** Whether the timer is due when a host starts is chance. */
  private static final Map<String, String> NO_TIMER = Map.of(BenchSuite.NO_SWEEP, "1");

  private static final Duration MAIL_LIMIT = Duration.ofSeconds(60);

  private final Path app;
  private final Path emptyApp;
  private final BenchSuite suite;
  private final String fan;
  private final Signups signups;
  private final HttpClient client = HttpClient.newHttpClient();

  private ColdStartBench(Path app, Path emptyApp, BenchSuite suite, String fan, Signups signups) {
    this.app = app;
    this.emptyApp = emptyApp;
    this.suite = suite;
    this.fan = fan;
    this.signups = signups;
  }

  static void run(Path app, Path nodeModules) throws IOException {
    try (BenchSuite suite = BenchSuite.start(app, nodeModules, NO_TIMER)) {
      Signups signups = new Signups();
      String address = signups.signUp(suite.suite().publicUrl());
      suite.suite().vendors().awaitMail(address, mail -> true, MAIL_LIMIT);
      suite.suite().killHost();
      Path emptyApp = EmptyApp.pack(suite.data().resolve("empty-app"));
      new ColdStartBench(app, emptyApp, suite, suite.storedFan(), signups).run();
      suite.finished();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedRun("interrupted");
    }
  }

  /**
   * Seconds from the start of the process, those of the second request from its own start.
   *
   * @param cpu what the process used until its first answer; says more than the others do where
   *     something else is running
   */
  private record Start(double listening, double answered, double cpu, double second) {}

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        """

        cold-start  from the start of the process, the servers around it running; %d runs each, in
                    turns, after one of each that does not count. Seconds, median [least..greatest].

        """,
        RUNS);
    signUp();
    emptyFunction();
    bareProgram();
    List<Start> starts = new ArrayList<>();
    List<Start> emptyStarts = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      starts.add(signUp());
      emptyStarts.add(emptyFunction());
      bare.add(bareProgram());
    }
    print("app: first sign-up answered 202", starts, Start::answered);
    print("  host listens", starts, Start::listening);
    print("  first sign-up, once it listens", starts, s -> s.answered() - s.listening());
    print("  processor time until then", starts, Start::cpu);
    print("  second sign-up", starts, Start::second);
    print("empty function: first answer 200", emptyStarts, Start::answered);
    print("  host listens", emptyStarts, Start::listening);
    print("  first answer, once it listens", emptyStarts, s -> s.answered() - s.listening());
    print("  processor time until then", emptyStarts, Start::cpu);
    System.out.printf("%-36s %s%n", "bare program: one item created", Spread.of(bare).text(2));
    List<Double> over = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      over.add(starts.get(i).answered() - emptyStarts.get(i).answered());
    }
    double whole = spread(starts, Start::answered).median();
    System.out.printf(
        "%-36s %s   %.0f %% of the whole; the host alone is %.0f %%%n",
        "app over the empty function",
        Spread.of(over).text(2),
        100 * Spread.of(over).median() / whole,
        100 * spread(emptyStarts, Start::answered).median() / whole);
  }

  private static void print(String what, List<Start> starts, ToDoubleFunction<Start> figure) {
    System.out.printf("%-36s %s%n", what, spread(starts, figure).text(2));
  }

  private static Spread spread(List<Start> starts, ToDoubleFunction<Start> figure) {
    return Spread.of(starts.stream().map(figure::applyAsDouble).toList());
  }

  private Start signUp() throws IOException, InterruptedException {
    long start = System.nanoTime();
    HostProcess host = suite.host(app, Map.of());
    try {
      double listening = secondsSince(start);
      String first = signups.signUp(host.uri());
      double answered = secondsSince(start);
      double cpu = cpuOfNewestChild();
      long again = System.nanoTime();
      String second = signups.signUp(host.uri());
      double secondTook = secondsSince(again);
      // Mail that is left over would start the app of the next run before its sign-up does.
      suite.suite().vendors().awaitMail(first, mail -> true, MAIL_LIMIT);
      suite.suite().vendors().awaitMail(second, mail -> true, MAIL_LIMIT);
      return new Start(listening, answered, cpu, secondTook);
    } finally {
      host.kill();
    }
  }

  private Start emptyFunction() throws IOException, InterruptedException {
    long start = System.nanoTime();
    HostProcess host = suite.host(emptyApp, Map.of());
    try {
      double listening = secondsSince(start);
      get(host.uri());
      double answered = secondsSince(start);
      double cpu = cpuOfNewestChild();
      long again = System.nanoTime();
      get(host.uri());
      return new Start(listening, answered, cpu, secondsSince(again));
    } finally {
      host.kill();
    }
  }

  private void get(URI host) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(host + EmptyApp.PATH)).build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new FailedRun("the empty function answered " + status);
    }
  }

  private double bareProgram() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        ChildJvm.start(suite, BareProgram.class, suite.suite().cosmos().uri().toString(), fan);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      double took = secondsSince(start);
      if (!BareProgram.DONE.equals(line) || process.waitFor() != 0) {
        throw new FailedRun("the bare program failed; see client.log");
      }
      return took;
    }
  }

  /** The host that was started last: children are the suite's servers and the hosts. */
  private static double cpuOfNewestChild() {
    return ProcessHandle.current()
        .children()
        .map(ProcessHandle::info)
        .filter(info -> info.startInstant().isPresent())
        .max(Comparator.comparing(info -> info.startInstant().get()))
        .flatMap(ProcessHandle.Info::totalCpuDuration)
        .map(cpu -> cpu.toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
