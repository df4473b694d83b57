package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Writes items of its own, one request after another, and remembers what was acknowledged. */
final class Writer {

  static final int GROUPS = 7;

  private static final int ITEMS = 30;
  private static final int IN_A_BATCH = 4;
  private static final PartitionKey T = new PartitionKey("t");

  private final int number;
  private final Random random;

  /** By id; what is not there was deleted, or never was. */
  private final Map<String, Integer> values = new HashMap<>();

  /** What the request that is under way changes; null for a delete. */
  private final Map<String, @Nullable Integer> pending = new HashMap<>();

  private int next;
  private long acknowledged;
  private long unknown;
  private @Nullable RuntimeException failure;

  Writer(int number, Random random) {
    this.number = number;
    this.random = random;
  }

  long acknowledged() {
    return acknowledged;
  }

  /** How many requests were under way when the server died. */
  long unknown() {
    return unknown;
  }

  static int group(int n) {
    return n % GROUPS;
  }

  static ObjectNode item(String id, int n) {
    return Json.object().put("id", id).put("pk", "t").put("n", n).put("g", group(n));
  }

  /** Until a request fails, which it does when the server dies, and not before. */
  void write(CosmosContainer container, Semaphore permits, AtomicBoolean killed) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        one(container);
        pending.forEach(this::set);
        pending.clear();
        acknowledged++;
        permits.release();
      }
    } catch (RuntimeException e) {
      // Not acknowledged: what came of it is seen when the server is back.
      unknown++;
      failure = killed.get() ? null : e;
    }
  }

  private void set(String id, @Nullable Integer value) {
    if (value == null) {
      values.remove(id);
    } else {
      values.put(id, value);
    }
  }

  private void one(CosmosContainer container) {
    String id = id();
    int n = next++;
    if (random.nextInt(4) == 0) {
      batch(container, n);
    } else if (!values.containsKey(id)) {
      pending.put(id, n);
      container.createItem(item(id, n));
    } else {
      switch (random.nextInt(3)) {
        case 0 -> {
          pending.put(id, n);
          container.replaceItem(item(id, n), id, T, new CosmosItemRequestOptions());
        }
        case 1 -> {
          pending.put(id, n);
          container.patchItem(
              id,
              T,
              CosmosPatchOperations.create().set("/n", n).set("/g", group(n)),
              JsonNode.class);
        }
        default -> {
          pending.put(id, null);
          container.deleteItem(id, T, new CosmosItemRequestOptions());
        }
      }
    }
  }

  private String id() {
    return "w" + number + "-" + random.nextInt(ITEMS);
  }

  private void batch(CosmosContainer container, int n) {
    CosmosBatch batch = CosmosBatch.createCosmosBatch(T);
    for (int i = 0; i < IN_A_BATCH; i++) {
      String id = id();
      if (pending.containsKey(id)) {
        continue;
      }
      if (values.containsKey(id) && random.nextBoolean()) {
        pending.put(id, null);
        batch.deleteItemOperation(id);
      } else {
        pending.put(id, n);
        batch.upsertItemOperation(item(id, n));
      }
    }
    if (!container.executeCosmosBatch(batch).isSuccessStatusCode()) {
      throw new IllegalStateException("the batch was refused");
    }
  }

  /** Compares with what is stored; what was under way is done as a whole, or not at all. */
  void settle(Map<String, Integer> stored, long seed) {
    assertThat(failure).as("seed %d: before the kill", seed).isNull();
    List<String> changed =
        pending.keySet().stream()
            .filter(id -> !Objects.equals(values.get(id), pending.get(id)))
            .toList();
    long done =
        changed.stream().filter(id -> Objects.equals(stored.get(id), pending.get(id))).count();
    assertThat(done).as("seed %d: done of %s", seed, pending).isIn(0L, (long) changed.size());
    if (done > 0) {
      pending.forEach(this::set);
    }
    pending.clear();
    Map<String, Integer> mine = new HashMap<>(stored);
    mine.keySet().removeIf(id -> !id.startsWith("w" + number + "-"));
    assertThat(mine).as("seed %d: items of writer %d", seed, number).isEqualTo(values);
  }
}
