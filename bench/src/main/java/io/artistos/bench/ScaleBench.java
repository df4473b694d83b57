package io.artistos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.suite.ManyFans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./dev scale}: how much memory the host needs to send a blast to few fans and to many, each
 * of an artist of their own. The provider's webhooks are kept back, so that what is measured is
 * cutting and sending, and it takes more requests a second than it is known to.
 */
public final class ScaleBench {

  private static final List<Integer> SIZES = List.of(1_000, 100_000);
  private static final int REQUESTS_PER_SECOND = 1_000;
  private static final List<String> SMALL_HEAP = List.of("-Xmx160m");

  /** So many measurements of a blast, spread over it. */
  private static final int MOMENTS = 20;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LIMIT_SECONDS = 3_600;

  private final BenchSuite suite;

  private ScaleBench(BenchSuite suite) {
    this.suite = suite;
  }

  /**
   * @param args the packaged app, the node_modules folder, and how many fans, one number for each
   *     blast; 1000 and 100000 without
   */
  public static void main(String[] args) throws IOException {
    List<Integer> sizes =
        args.length > 2 ? Arrays.stream(args).skip(2).map(Integer::valueOf).toList() : SIZES;
    Path app = Path.of(args[0]).toAbsolutePath();
    Path nodeModules = Path.of(args[1]).toAbsolutePath();
    System.out.println(Machine.describe());
    System.out.printf(
        """

        scale    a blast to so many fans; host with %s. Live heap: what is left after a full
                 collection, measured while the blast is under way; MB are of 2^20 bytes.

        """,
        String.join(" ", SMALL_HEAP));
    try (BenchSuite suite = BenchSuite.start(app, nodeModules, Map.of(), REQUESTS_PER_SECOND)) {
      suite.suite().vendors().resend().holdWebhooks(true);
      suite.suite().killHost();
      suite.suite().restartHost(Map.of(), SMALL_HEAP);
      ScaleBench bench = new ScaleBench(suite);
      System.out.printf(
          "%8s  %-9s  %10s  %14s  %10s  %12s  %12s  %8s%n",
          "fans",
          "",
          "measured",
          "live heap MB",
          "most MB",
          "most RSS MB",
          "most threads",
          "seconds");
      // The first blast of a host loads what the others find loaded.
      bench.run("warm-up", sizes.getFirst());
      for (int fans : sizes) {
        bench.run("", fans);
      }
      suite.finished();
    } catch (FailedRun e) {
      System.err.println("./dev scale: " + e.getMessage());
      System.exit(1);
    }
    System.out.printf("%nload     %s%n", Machine.load());
  }

  private void run(String note, int fans) throws IOException {
    String slug = suite.newArtist();
    new ManyFans(suite.suite(), slug).add(fans);
    HostMemory memory = new HostMemory(suite.suite().hostPid());
    long start = System.nanoTime();
    String blast =
        suite
            .call(
                slug,
                "POST",
                "/api/blasts",
                "{\"subject\":\"News for {{firstName|you}}\",\"body\":\"Hello\"}")
            .path("id")
            .asText();
    suite.call(slug, "POST", "/api/blasts/" + blast + "/send", "{}");
    memory.measure();
    // Cut and sent are half of the way each.
    long next = fans / MOMENTS;
    JsonNode progress = suite.call(slug, "GET", "/api/blasts/" + blast + "/progress", null);
    while (!progress.path("status").asText().equals("sent")) {
      long far = (progress.path("chunked").asLong() + progress.path("sent").asLong()) / 2;
      if (far >= next) {
        memory.measure();
        next = far + fans / MOMENTS;
      }
      memory.look();
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new FailedRun("not sent in time: " + progress);
      }
      LockSupport.parkNanos(POLL_NANOS);
      progress = suite.call(slug, "GET", "/api/blasts/" + blast + "/progress", null);
    }
    memory.measure();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    if (progress.path("sent").asInt() != fans) {
      throw new FailedRun("not everybody got a mail: " + progress);
    }
    System.out.printf(
        "%8d  %-9s  %10d  %14s  %10.1f  %12.1f  %12d  %8d%n",
        fans,
        note,
        memory.live().size(),
        Spread.of(memory.live()).text(1),
        memory.mostLive(),
        memory.mostResident(),
        memory.mostThreads(),
        seconds);
  }
}
