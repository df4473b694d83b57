package io.artistos.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A running {@link LoadClient}. */
final class LoadProcess implements AutoCloseable {

  private final Process process;
  private final PrintWriter in;
  private final BufferedReader out;

  /**
   * @param fan the JSON text of a stored fan, what the bare creates create
   */
  LoadProcess(BenchSuite suite, String fan) throws IOException {
    process = ChildJvm.start(suite, LoadClient.class, suite.suite().cosmos().uri().toString());
    in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
    in.println(fan);
  }

  /**
   * Has one round done.
   *
   * @throws FailedRun when anything in it failed
   */
  Round round(LoadClient.What what, URI app, int clients, Duration time, BenchSuite.Artist artist)
      throws IOException {
    in.println(LoadClient.line(what, app, clients, time, artist));
    String line = out.readLine();
    if (line == null) {
      throw new FailedRun("the measuring client ended");
    }
    Round round = Round.decode(line);
    if (round.failed() > 0 || round.succeeded() == 0) {
      throw new FailedRun(
          "%d of %d %s with %d clients failed, the first with: %s"
              .formatted(
                  round.failed(),
                  round.failed() + round.succeeded(),
                  what,
                  clients,
                  round.failure()));
    }
    return round;
  }

  @Override
  public void close() {
    in.close();
    process.destroy();
  }
}
