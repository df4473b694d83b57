package io.artistos.bench;

import io.artistos.local.cosmos.CosmosMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A local Cosmos server, or the stub of one, in a JVM of its own with the flags of the suite's. */
final class CosmosProcess implements AutoCloseable {

  private static final double MEBI = 1L << 20;

  private final Process process;
  private final String uri;

  private CosmosProcess(Process process) throws IOException {
    this.process = process;
    String line;
    do {
      line = process.inputReader().readLine();
    } while (line != null && !line.startsWith("http"));
    if (line == null) {
      throw new FailedRun("the server did not start");
    }
    this.uri = line;
  }

  /** The server on a file. */
  static CosmosProcess start(Path file, String key) throws IOException {
    return start(CosmosMain.class, key, "0", file.toString());
  }

  /** A program that prints its address. */
  static CosmosProcess start(Class<?> main, String key, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("COSMOS_MASTER_KEY", key);
    return new CosmosProcess(builder.start());
  }

  String uri() {
    return uri;
  }

  /** A row of a table. */
  String memory(int items, long fileBytes) throws IOException {
    HostMemory memory = new HostMemory(process.pid());
    memory.look();
    return String.format(
        Locale.ROOT, "| %,d | %.0f | %.0f |", items, memory.mostResident(), fileBytes / MEBI);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
