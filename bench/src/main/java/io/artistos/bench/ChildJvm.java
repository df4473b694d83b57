package io.artistos.bench;

import io.artistos.local.suite.HostProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of this module in a JVM of its own, started with the flags of the Java worker. */
final class ChildJvm {

  /** Names the variable that brings the database account's key: arguments are seen by everybody. */
  static final String COSMOS_KEY = "COSMOS_KEY";

  private ChildJvm() {}

  /** Its standard error goes to {@code client.log} in the suite's data folder. */
  static Process start(BenchSuite suite, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(HostProcess.WORKER_ARGUMENTS);
    command.addAll(suite.suite().jvmArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(
                ProcessBuilder.Redirect.appendTo(suite.data().resolve("client.log").toFile()));
    builder.environment().put(COSMOS_KEY, suite.suite().cosmosKey());
    return builder.start();
  }
}
