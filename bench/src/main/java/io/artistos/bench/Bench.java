package io.artistos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./dev bench}: measures the packaged app and prints what it found. Nothing is asserted
 * about times; a request that fails does fail the run.
 */
public final class Bench {

  private static final String SIGNUP = "signup";
  private static final String COLD_START = "cold-start";

  private Bench() {}

  /**
   * @param args the packaged app, the node_modules folder, and {@code signup} or {@code
   *     cold-start}; both without
   */
  public static void main(String[] args) throws IOException {
    List<String> names = args.length > 2 ? List.of(args[2]) : List.of(SIGNUP, COLD_START);
    if (args.length < 2 || args.length > 3 || !List.of(SIGNUP, COLD_START).containsAll(names)) {
      System.err.println("usage: Bench <packaged app> <node_modules> [signup|cold-start]");
      System.exit(2);
    }
    Path app = Path.of(args[0]).toAbsolutePath();
    Path nodeModules = Path.of(args[1]).toAbsolutePath();
    System.out.println(Machine.describe());
    try {
      if (names.contains(SIGNUP)) {
        SignupBench.run(app, nodeModules);
      }
      if (names.contains(COLD_START)) {
        ColdStartBench.run(app, nodeModules);
      }
      System.out.printf("%nload     %s%n", Machine.load());
    } catch (FailedRun e) {
      System.err.println("./dev bench: " + e.getMessage());
      System.exit(1);
    }
  }
}
