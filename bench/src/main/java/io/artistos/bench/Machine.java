package io.artistos.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {

  private static final double GIB = 1L << 30;

  private Machine() {}

  static String describe() {
    return String.format(
        Locale.ROOT,
        "machine  %d cores, %.0f GiB, %s %s%njdk      %s %s%nload     %s",
        Runtime.getRuntime().availableProcessors(),
        system().getTotalMemorySize() / GIB,
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.vendor"),
        System.getProperty("java.runtime.version"),
        load());
  }

  /** Says whether something else was running too. */
  static String load() {
    double load = system().getSystemLoadAverage();
    return load < 0 ? "not known" : String.format(Locale.ROOT, "%.1f over the last minute", load);
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }
}
