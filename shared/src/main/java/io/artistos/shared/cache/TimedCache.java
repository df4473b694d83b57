package io.artistos.shared.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Values that may be a little old, at most so many of them. One caller loads a missing value while
 * the others wait for it; a failure is not kept. Small on purpose: Caffeine is 1 MB in a zip whose
 * size is part of the product, for caches of a few hundred entries. Thread-safe.
 *
 * @param <K> with value equality
 * @param <V> immutable
 */
public final class TimedCache<K, V> {

  private record Entry<T>(CompletableFuture<T> value, Instant until) {}

  private final Clock clock;
  private final Duration kept;
  private final Map<K, Entry<V>> entries;

  /**
   * @param kept counted from the start of the load
   * @param most the entry not asked for the longest goes first
   */
  public TimedCache(Clock clock, Duration kept, int most) {
    this.clock = clock;
    this.kept = kept;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, TimedCache.Entry<V>> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * The kept value, or what {@code load} gives; what {@code load} throws reaches every waiting
   * caller.
   */
  public V get(K key, Function<K, V> load) {
    Instant now = clock.instant();
    Entry<V> mine = new Entry<>(new CompletableFuture<>(), now.plus(kept));
    Entry<V> present;
    synchronized (entries) {
      present = entries.get(key);
      if (present == null || !now.isBefore(present.until)) {
        present = null;
        entries.put(key, mine);
      }
    }
    return present == null ? load(key, mine, load) : join(present.value);
  }

  /** The next caller loads it anew; a load under way reaches those who wait for it and no other. */
  public void forget(K key) {
    synchronized (entries) {
      entries.remove(key);
    }
  }

  private V load(K key, Entry<V> entry, Function<K, V> load) {
    try {
      V value = load.apply(key);
      entry.value.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      synchronized (entries) {
        entries.remove(key, entry);
      }
      entry.value.completeExceptionally(e);
      throw e;
    }
  }

  private static <V> V join(CompletableFuture<V> value) {
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
