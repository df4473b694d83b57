package io.artistos.bench;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What came of one round of load.
 *
 * @param failed how many were not answered with success; those are in no other figure
 * @param nanos from the first start to the last end
 * @param latencies of the successful ones, in microseconds
 * @param failure what the first failure was, empty without one
 */
record Round(long failed, long nanos, Histogram latencies, String failure) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_MILLI = 1e3;

  long succeeded() {
    return latencies.getTotalCount();
  }

  double perSecond() {
    return succeeded() * NANOS_PER_SECOND / nanos;
  }

  /** The latency that {@code percent} of the successful ones kept to. */
  double millis(double percent) {
    return latencies.getValueAtPercentile(percent) / MICROS_PER_MILLI;
  }

  /** One line, for another process. */
  String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
    int length = latencies.encodeIntoCompressedByteBuffer(bytes);
    String histogram =
        Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
    return failed + " " + nanos + " " + histogram + " " + failure.replaceAll("\\s+", " ");
  }

  static Round decode(String line) {
    String[] parts = line.split(" ", 4);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(parts[2]));
      return new Round(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Histogram.decodeFromCompressedByteBuffer(bytes, 0),
          parts[3]);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("no histogram", e);
    }
  }
}
