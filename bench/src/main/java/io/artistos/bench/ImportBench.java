package io.artistos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.tls.LocalAuthority;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./dev bench import}: checks, imports and exports lists of fans in the packaged app, each
 * of an artist of their own, and says how fast, and how much memory the host needs for it.
 */
final class ImportBench {

  /** A quick look. */
  static final int FEW = 10_000;

  static final int MANY = 1_000_000;

  /** So many measurements of a phase, spread over it. */
  private static final int MOMENTS = 5;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LIMIT_SECONDS = 4 * 3_600L;

  private final BenchSuite suite;
  private final String slug;
  private final int rows;

  private ImportBench(BenchSuite suite, String slug, int rows) {
    this.suite = suite;
    this.slug = slug;
    this.rows = rows;
  }

  static void run(Path app, Path nodeModules, List<Integer> sizes) throws IOException {
    System.out.printf(
        """

        import   lists of so many rows. Live heap: the most that was left after a full collection
                 while it was under way; MB are of 2^20 bytes, of the host's process.

        | rows | | seconds | rows a second | live heap MB | RSS MB |
        | ---: | --- | ---: | ---: | ---: | ---: |
        """);
    try (BenchSuite suite = BenchSuite.start(app, nodeModules, Map.of())) {
      for (int rows : sizes) {
        new ImportBench(suite, suite.newArtist(), rows).run();
      }
      suite.finished();
    }
  }

  private void run() throws IOException {
    Path list = Files.createTempFile(suite.data(), "list", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(list)) {
      out.write("Email Address,First Name,CONFIRM_TIME,CC,TAGS\n");
      for (int i = 0; i < rows; i++) {
        out.write("fan%d@example.com,Fan %d,2024-03-04 10:00:00,GB,tour\n".formatted(i, i));
      }
    }
    JsonNode announced =
        call(
            "POST",
            "/api/fans/imports",
            "{\"bytes\":%d,\"source\":\"bench\",\"statement\":\"import-2026-11.en\"}"
                .formatted(Files.size(list)));
    upload(announced, list);
    String path = "/api/fans/imports/" + announced.path("id").asText();
    measured("check", "rows", () -> call("POST", path + "/check", ""), path);
    measured("import", "rows", () -> call("POST", path + "/run", ""), path);
    Files.delete(list);
    measured("export", "fans", () -> call("POST", "/api/fans/exports", "{}"), "/api/fans/exports/");
  }

  /** What begins a phase. */
  private interface Begin {
    JsonNode begin() throws IOException;
  }

  private void measured(String phase, String count, Begin begin, String path) throws IOException {
    HostMemory memory = new HostMemory(suite.suite().hostPid());
    memory.measure();
    long start = System.nanoTime();
    JsonNode job = begin.begin();
    String where = path.endsWith("/") ? path + job.path("id").asText() : path;
    long next = rows / MOMENTS;
    while (job.path("status").asText().equals("running")) {
      long done = job.path("counts").path(count).asLong();
      if (done >= next) {
        memory.measure();
        next = done + rows / MOMENTS;
      }
      memory.look();
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new FailedRun("not done in time: " + job.path("counts"));
      }
      LockSupport.parkNanos(POLL_NANOS);
      job = call("GET", where, null);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (job.path("counts").path(count).asLong() != rows) {
      throw new FailedRun(phase + " did not end well: " + job.path("counts") + job.path("problem"));
    }
    System.out.printf(
        "| %d | %s | %.1f | %.0f | %.1f | %.1f |%n",
        rows, phase, seconds, rows / seconds, memory.mostLive(), memory.mostResident());
  }

  private void upload(JsonNode announced, Path list) throws IOException {
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(announced.path("uploadUrl").asText()))
            .PUT(HttpRequest.BodyPublishers.ofFile(list));
    announced
        .path("uploadHeaders")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    HttpClient.Builder trusting =
        HttpClient.newBuilder()
            .sslContext(LocalAuthority.in(suite.data().resolve("tls")).sslContext());
    try (HttpClient client = trusting.build()) {
      if (client.send(put.build(), HttpResponse.BodyHandlers.ofString()).statusCode() != 201) {
        throw new FailedRun("the list was not taken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedRun("interrupted");
    }
  }

  private JsonNode call(String method, String path, @Nullable String body) throws IOException {
    return suite.call(slug, method, path, body);
  }
}
