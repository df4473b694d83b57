package io.artistos.shared.abuse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * State of an instance for each key, at most so many: the one not used for the longest goes first.
 * A cache that loads would not do: looking must not make an entry, or those who do nothing wrong
 * would push out those who do. Thread-safe; the values look after themselves.
 */
final class Recent<K, V> {

  private final Map<K, V> entries;

  Recent(int most) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Supplier<V> first) {
    synchronized (entries) {
      return entries.computeIfAbsent(key, k -> first.get());
    }
  }

  Optional<V> find(K key) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  int size() {
    synchronized (entries) {
      return entries.size();
    }
  }
}
