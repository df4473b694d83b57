package io.artistos.shared.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.testing.TestPlatform;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DirectoryItemsTest {

  record Thing(String id, String type, long n, String word) {}

  private final TestPlatform platform = TestPlatform.get();
  private final DirectoryItems items = platform.database().directory();
  private final String id = UUID.randomUUID().toString();

  @Test
  void aPatchReturnsTheItemAsItIsAfterwards() {
    items.create(id, new Thing(id, "thing", 40, "a"), "thing");
    PartialUpdate change = new PartialUpdate().increment("/n", 2).set("/word", "b");

    Map<String, Long> cost =
        platform.costOf(
            () ->
                assertThat(items.patch(id, change, Thing.class).orElseThrow().value())
                    .isEqualTo(new Thing(id, "thing", 42, "b")));

    assertThat(cost).isEqualTo(Map.of("patch directory", 1L));
  }

  @Test
  void aPatchReturnsTheVersionThatItMade() {
    items.create(id, new Thing(id, "thing", 1, "a"), "thing");

    String etag = items.patch(id, one(), Thing.class).orElseThrow().etag();

    assertThat(items.read(id, Thing.class).orElseThrow().etag()).isEqualTo(etag);
  }

  @Test
  void aPatchMakesNothing() {
    assertThat(items.patch(id, one(), Thing.class)).isEmpty();
    assertThat(items.read(id, Thing.class)).isEmpty();
  }

  @Test
  void incrementsAtTheSameTimeSeeEachTotalOnce() {
    items.create(id, new Thing(id, "thing", 0, "a"), "thing");
    Set<Long> totals = ConcurrentHashMap.newKeySet();

    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 100; i++) {
        threads.execute(
            () -> totals.add(items.patch(id, one(), Thing.class).orElseThrow().value().n()));
      }
    }

    assertThat(totals)
        .isEqualTo(LongStream.rangeClosed(1, 100).boxed().collect(Collectors.toSet()));
  }

  private static PartialUpdate one() {
    return new PartialUpdate().increment("/n", 1);
  }
}
