package io.artistos.local.suite;

import io.artistos.local.host.HostMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The Functions host in a process of its own, with the app's settings as its environment. It ends
 * when this process does, because its standard input does.
 */
public final class HostProcess implements AutoCloseable {

  /** As the real worker starts its JVM (contracts, section 4.7), less what newer JVMs refuse. */
  public static final List<String> WORKER_ARGUMENTS =
      List.of(
          "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true");

  private static final long GRACE_SECONDS = 15;

  private final Process process;
  private final URI uri;

  private HostProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts a host and waits until it listens.
   *
   * @param jvmArguments trust store and the like
   * @param environment all of it; nothing else is inherited
   * @param log where standard error goes
   * @throws IllegalStateException when it ends before it listens
   */
  public static HostProcess start(
      Path app, int port, List<String> jvmArguments, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(WORKER_ARGUMENTS);
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HostMain.class.getName(), "--app", app.toString(), "--port", "" + port));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    // Without a UTF-8 locale the JVM cannot name files outside ASCII.
    builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
    try {
      Process process = builder.start();
      BufferedReader out = process.inputReader();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("listening on ")) {
          // Not a virtual one: it would keep a carrier for itself, and there may be two in all.
          Thread.ofPlatform().daemon().start(() -> out.lines().forEach(rest -> {}));
          return new HostProcess(process, URI.create(line.substring("listening on ".length())));
        }
      }
      throw new IllegalStateException("the Functions host did not start; see " + log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return uri;
  }

  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}: nothing is finished, nothing is flushed. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Lets running invocations finish, within limits. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
