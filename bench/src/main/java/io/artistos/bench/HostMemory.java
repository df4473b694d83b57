package io.artistos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a running JVM: its live heap by the JDK's {@code jcmd}, the rest from /proc. */
final class HostMemory {

  private static final double MEBI = 1L << 20;
  private static final double KIBI_IN_MEBI = 1L << 10;

  /** The last line of a class histogram, which counts what is reachable after a full collection. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  private final long pid;
  private final List<Double> live = new ArrayList<>();
  private double mostResident;
  private long mostThreads;

  HostMemory(long pid) {
    this.pid = pid;
  }

  /** Collects all garbage and notes what is left. */
  void measure() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    live.add(find(TOTAL, out) / MEBI);
    look();
  }

  /** Notes what the operating system says; where there is no /proc, nothing. */
  void look() throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (Files.exists(status)) {
      String text = Files.readString(status);
      mostResident = Math.max(mostResident, find(RESIDENT, text) / KIBI_IN_MEBI);
      mostThreads = Math.max(mostThreads, find(THREADS, text));
    }
  }

  /** Each measurement, in MiB. */
  List<Double> live() {
    return live;
  }

  double mostLive() {
    return live.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  double mostResident() {
    return mostResident;
  }

  long mostThreads() {
    return mostThreads;
  }

  private static long find(Pattern what, String text) {
    Matcher found = what.matcher(text);
    if (!found.find()) {
      throw new FailedRun("not understood: " + text.lines().findFirst().orElse("nothing"));
    }
    return Long.parseLong(found.group(1));
  }
}
