package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.cosmos.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {

  private static final int ITEMS = 100;
  private static final int TRANSACTIONS = 200;

  private static Integer write(Container container, int ttl) {
    return container.write(
        1,
        transaction -> {
          for (int i = 0; i < ITEMS; i++) {
            byte[] head = "{\"id\":\"x\"".getBytes(StandardCharsets.UTF_8);
            ItemBody body = new ItemBody("x", new PartitionKey(List.of()), ttl, head);
            transaction.put(new byte[] {(byte) i}, body, null);
          }
          return ITEMS;
        });
  }

  private static Set<Integer> read(Container container) {
    Set<Integer> seen = new HashSet<>();
    try (Snapshot snapshot = container.snapshot()) {
      snapshot
          .scan(List.of(KeyRange.ALL), null)
          .forEachRemaining(entry -> seen.add(entry.item().ttl()));
    }
    return seen;
  }

  @Test
  void noReaderSeesPartOfATransaction(@TempDir Path folder) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (Store store = new Store(folder.resolve("cosmos.mv"), Clock.systemUTC());
        ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      store.createDatabase(Json.parse("{\"id\":\"db\"}"));
      store.createContainer(
          "dbs/db", Json.parse("{\"id\":\"c\",\"partitionKey\":{\"paths\":[\"/pk\"]}}"));
      Container container = requireNonNull(store.container("dbs/db/colls/c"));
      write(container, 1);
      Future<Set<Set<Integer>>> states =
          reader.submit(
              () -> {
                Set<Set<Integer>> all = new HashSet<>();
                while (!done.get()) {
                  all.add(read(container));
                }
                return all;
              });
      for (int ttl = 2; ttl < TRANSACTIONS; ttl++) {
        write(container, ttl);
      }
      done.set(true);

      assertThat(states.get()).allSatisfy(state -> assertThat(state).hasSize(1));
    }
  }
}
