package io.artistos.shared.imports;

import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.fans.Fan;
import io.artistos.shared.fans.FanArrivals;
import io.artistos.shared.fans.ImportedFan;
import io.artistos.shared.fans.ImportedFan.Outcome;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The rows of one step, at most 16 at a time, after the fans that are known have been read by the
 * hundred; those of one address one after the other, so that what becomes of each is the same
 * whenever the step is repeated.
 */
final class ImportStep {

  private static final int AT_ONCE = 16;
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final FanArrivals arrivals;
  private final TenantId tenant;
  private final ImportTask task;

  ImportStep(FanArrivals arrivals, TenantId tenant, ImportTask task) {
    this.arrivals = arrivals;
    this.tenant = tenant;
    this.task = task;
  }

  /** By the number of the row; none for those that are refused. */
  Map<Long, Outcome> outcomes(List<ImportRow> rows) {
    Map<String, List<ImportRow>> byFan = new LinkedHashMap<>();
    for (ImportRow row : rows) {
      ImportedFan fan = row.fan();
      if (fan != null) {
        byFan.computeIfAbsent(arrivals.id(tenant, fan.email()), id -> new ArrayList<>()).add(row);
      }
    }
    Map<String, Versioned<Fan>> known = new ConcurrentHashMap<>();
    inParallel(
        hundreds(List.copyOf(byFan.keySet())), ids -> known.putAll(arrivals.known(tenant, ids)));
    Map<Long, Outcome> outcomes = new ConcurrentHashMap<>();
    inParallel(
        byFan.entrySet(),
        fan -> {
          Optional<Versioned<Fan>> read = Optional.ofNullable(known.get(fan.getKey()));
          for (ImportRow row : fan.getValue()) {
            outcomes.put(row.number(), outcome(Objects.requireNonNull(row.fan()), read));
          }
        });
    return outcomes;
  }

  private Outcome outcome(ImportedFan fan, Optional<Versioned<Fan>> known) {
    return task.phase() == ImportTask.Phase.RUN
        ? arrivals.arrive(tenant, task.terms(), fan, known)
        : arrivals.foresee(task.terms(), fan, known);
  }

  private static List<List<String>> hundreds(List<String> ids) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += TenantItems.MOST_IDS) {
      parts.add(ids.subList(from, Math.min(ids.size(), from + TenantItems.MOST_IDS)));
    }
    return parts;
  }

  private static <T> void inParallel(Collection<T> things, Consumer<T> work) {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (T thing : things) {
        all.add(pool.submit(() -> work.accept(thing)));
      }
      await(all);
    }
  }

  /** The first failure is the step's; what has not begun then does not begin. */
  private static void await(List<Future<?>> all) {
    try {
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      all.forEach(one -> one.cancel(false));
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      all.forEach(one -> one.cancel(false));
      Thread.currentThread().interrupt();
      throw new Unavailable("a step that was interrupted", WAIT, e);
    }
  }
}
