package io.artistos.local.cosmos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each kind of operation was asked for, whatever came of it. Kinds are {@code create},
 * {@code upsert}, {@code read}, {@code replace}, {@code delete}, {@code patch}, {@code batch},
 * {@code list}, {@code changes}, {@code delete-all}, {@code query} and {@code query-plan}, each
 * with the container's name after a space; requests about the account, databases, containers and
 * ranges are {@code metadata}. What a container's budget refused is {@code throttled} and nothing
 * else. Beside them, the request units that all answers together were charged. Thread-safe.
 */
public final class OperationCounts {

  static final String METADATA = "metadata";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  private final DoubleAdder units = new DoubleAdder();

  void charge(double charged) {
    units.add(charged);
  }

  void add(String operation) {
    counts.computeIfAbsent(operation, o -> new LongAdder()).increment();
  }

  /** The count of one, such as {@code "create fans"}; 0 when it was never asked for. */
  public long of(String operation) {
    LongAdder count = counts.get(operation);
    return count == null ? 0 : count.sum();
  }

  /** All that were asked for, by name. */
  public Map<String, Long> snapshot() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((operation, count) -> all.put(operation, count.sum()));
    return all;
  }

  /** Request units of all answers, as their headers said. */
  public double units() {
    return units.sum();
  }

  /** Starts again from nothing. */
  public void reset() {
    counts.clear();
    units.reset();
  }
}
