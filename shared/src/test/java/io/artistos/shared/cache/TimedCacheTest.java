package io.artistos.shared.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.testing.PinnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimedCacheTest {

  private final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final AtomicInteger loads = new AtomicInteger();
  private final TimedCache<String, Integer> cache =
      new TimedCache<>(clock, Duration.ofMinutes(1), 2);

  @Test
  void loadsOnceUntilTheTimeIsUp() {
    assertThat(get("a")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(59));
    assertThat(get("a")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(get("a")).isEqualTo(2);
  }

  @Test
  void dropsWhatWasNotAskedForTheLongest() {
    get("a");
    get("b");
    get("a");
    get("c");

    assertThat(get("a")).isEqualTo(1);
    assertThat(get("b")).isEqualTo(4);
  }

  @Test
  void doesNotKeepAFailure() {
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    key -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(get("a")).isEqualTo(1);
  }

  @Test
  void loadsOnceForManyWhoAskTogether() throws Exception {
    CountDownLatch all = new CountDownLatch(16);
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Integer>> results =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            all.countDown();
                            all.await();
                            return get("a");
                          }))
              .toList();
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(1);
      }
    }
    assertThat(loads).hasValue(1);
  }

  private Integer get(String key) {
    return cache.get(key, k -> loads.incrementAndGet());
  }
}
