package io.artistos.local.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;

/** What the story prints: a line for each thing that was seen, with its count. */
final class Transcript {

  private final PrintStream out;
  private final long start = System.nanoTime();
  private int checks;

  Transcript(PrintStream out) {
    this.out = out;
  }

  /** A new chapter. */
  void chapter(String title) {
    out.printf(Locale.ROOT, "%n%s  (%.0f s)%n", title, (System.nanoTime() - start) / 1e9);
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, "  " + format + "%n", values);
  }

  /**
   * Prints what was counted.
   *
   * @throws StoryBroken when it is not what was expected
   */
  void count(String what, Object expected, Object seen) {
    checks++;
    if (!Objects.equals(expected, seen)) {
      throw new StoryBroken(what + ": expected " + expected + ", saw " + seen);
    }
    out.printf(Locale.ROOT, "  %-58s %s%n", what, seen);
  }

  /**
   * The same for a condition that is no count.
   *
   * @throws StoryBroken when it does not hold
   */
  void check(String what, boolean holds) {
    checks++;
    if (!holds) {
      throw new StoryBroken(what + ": not so");
    }
    out.printf(Locale.ROOT, "  %-58s yes%n", what);
  }

  int checks() {
    return checks;
  }
}
