package io.artistos.local.cosmos;

import java.util.Locale;

/**
 * What an operation would cost in the service, by the documented tables of cost by item size
 * (contracts 5.10). Between the tables' sizes the cost is interpolated; below 1 kB it is that of 1
 * kB.
 */
final class RequestUnits {

  /** Of an answer that found nothing, or was refused. */
  static final double LEAST = 1.0;

  // Sizes double from 1 kB to 2 MB.
  private static final double[] READ = {
    1, 1.04, 1.14, 1.33, 1.67, 2.19, 4.76, 9.95, 20.28, 40.95, 145.9, 291.8
  };
  private static final double[] WRITE = {
    4.95, 6.29, 6.67, 7.04, 9.52, 11.23, 22.67, 48.19, 98.29, 184.57, 625, 1250
  };

  private static final double QUERY_BASE = 2.3;
  private static final double QUERY_PER_ITEM = 0.03;
  private static final double QUERY_PER_SCANNED_ITEM = 0.05;
  private static final double KILOBYTE = 1024;
  private static final double QUERY_PER_KILOBYTE = 0.02;

  private RequestUnits() {}

  static double read(int bytes) {
    return of(READ, bytes);
  }

  static double write(int bytes) {
    return of(WRITE, bytes);
  }

  /**
   * An estimate: the tables have no queries. A base, which an empty answer costs too (contracts
   * 5.10), then something for each item that was loaded, more without an index, by its size, and
   * the page at the price of a read.
   *
   * @param scan whether items were loaded without an index
   * @param looked how many items were loaded, of {@code lookedBytes} together
   */
  static double query(boolean scan, long looked, long lookedBytes, long pageBytes) {
    return QUERY_BASE
        + (scan ? QUERY_PER_SCANNED_ITEM : QUERY_PER_ITEM) * looked
        + QUERY_PER_KILOBYTE * lookedBytes / KILOBYTE
        + read((int) Math.min(pageBytes, Integer.MAX_VALUE))
        - LEAST;
  }

  /** As in a header: two decimals. */
  static String text(double units) {
    return String.format(Locale.ROOT, "%.2f", units);
  }

  private static double of(double[] table, int bytes) {
    double size = 1024;
    for (int i = 0; i + 1 < table.length; i++, size *= 2) {
      if (bytes <= size * 2) {
        double part = Math.max(0, (bytes - size) / size);
        return table[i] + part * (table[i + 1] - table[i]);
      }
    }
    return table[table.length - 1] * bytes / size;
  }
}
