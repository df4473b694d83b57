package io.artistos.bench;

import java.util.List;
import java.util.Locale;

/** The median of some measurements with the least and the greatest of them. */
record Spread(double median, double least, double greatest) {

  /**
   * @param values at least one
   */
  static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** {@code median [least..greatest]}. */
  String text(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " [" + number + ".." + number + "]", median, least, greatest);
  }
}
