package io.artistos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ./dev bench}: measures the packaged app and prints what it found. Nothing is asserted
 * about times; a request that fails does fail the run.
 */
public final class Bench {

  private static final String SIGNUP = "signup";
  private static final String COLD_START = "cold-start";
  private static final String TOKEN = "token";
  private static final String COSMOS = "cosmos";
  private static final String IMPORT = "import";
  private static final List<String> ALL = List.of(SIGNUP, COLD_START, TOKEN, COSMOS, IMPORT);

  private Bench() {}

  /**
   * @param args the packaged app, the node_modules folder, and {@code signup}, {@code cold-start},
   *     {@code token}, {@code cosmos} or {@code import}, the first with how many fans there are and
   *     the last with how many rows; all without, and of those two the short one
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> names = args.length > 2 ? List.of(args[2]) : ALL;
    boolean sizes = args.length > 3 && List.of(SIGNUP, IMPORT).contains(args[2]);
    if (args.length < 2 || (args.length > 3 && !sizes) || !ALL.containsAll(names)) {
      System.err.println(
          "usage: Bench <packaged app> <node_modules> [signup [fans …]|cold-start|token|cosmos|import [rows …]]");
      System.exit(2);
    }
    Path app = Path.of(args[0]).toAbsolutePath();
    Path nodeModules = Path.of(args[1]).toAbsolutePath();
    System.out.println(Machine.describe());
    try {
      if (names.contains(SIGNUP)) {
        SignupBench.run(app, nodeModules, sizes(args, SignupBench.FEW_FANS, SignupBench.MANY_FANS));
      }
      if (names.contains(COLD_START)) {
        ColdStartBench.run(app, nodeModules);
      }
      if (names.contains(TOKEN)) {
        TokenBench.run();
      }
      if (names.contains(COSMOS)) {
        CosmosBench.run();
      }
      if (names.contains(IMPORT)) {
        ImportBench.run(app, nodeModules, sizes(args, ImportBench.FEW, ImportBench.MANY));
      }
      System.out.printf("%nload     %s%n", Machine.load());
    } catch (FailedRun e) {
      System.err.println("./dev bench: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Those that are named, both when the benchmark alone is, else the small one. */
  private static List<Integer> sizes(String[] args, int few, int many) {
    if (args.length > 3) {
      return Arrays.stream(args).skip(3).map(Integer::valueOf).toList();
    }
    return args.length > 2 ? List.of(few, many) : List.of(few);
  }
}
