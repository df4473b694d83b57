package io.artistos.shared.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Long work that somebody asked for, as stored beside the account: how far it has come and what
 * came of it. Immutable.
 *
 * @param kind which {@link JobWork} does it
 * @param startedBy the id of the person or key
 * @param task what is to be done, in the form of that kind; ids and rules, nothing personal
 * @param at where the next step begins, in the form of that kind; absent at the beginning
 * @param counts what came of the steps so far
 * @param blocks of the file that is being written, in order; they become a file with the last step
 * @param dueAt while there is something to do: when it moved last, or later the more often it was
 *     asked for in vain
 * @param tries how often it was asked for again since it last moved
 * @param problem why it failed: a short code
 * @param sweepAt when it goes, with its files
 */
@ItemType(Job.TYPE)
public record Job(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String kind,
    String startedBy,
    State state,
    JsonNode task,
    @Nullable String at,
    Map<String, Long> counts,
    List<String> blocks,
    Instant createdAt,
    @Nullable Instant dueAt,
    int tries,
    @Nullable Instant finishedAt,
    @Nullable String problem,
    Instant sweepAt) {

  static final String TYPE = "job";

  /** How long a job and its files are kept after they were last of use. */
  public static final Duration KEPT = Duration.ofDays(1);

  /** What an id looks like; everything else is no job. */
  static final String ID = "job-[A-Za-z0-9_-]{22}";

  private static final int SCHEMA = 1;

  /** Where it stands. */
  public enum State {
    /** For the caller: for a file, or for a word. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED
  }

  /**
   * One that waits for {@link #running}.
   *
   * @param requestId from {@link io.artistos.shared.http.RequestIds}
   */
  public static Job waiting(
      String requestId, TenantId tenant, String kind, String startedBy, Object task, Instant now) {
    return new Job(
        "job-" + requestId,
        tenant,
        TYPE,
        SCHEMA,
        kind,
        startedBy,
        State.WAITING,
        Json.MAPPER.valueToTree(task),
        null,
        Map.of(),
        List.of(),
        now,
        null,
        0,
        null,
        null,
        now.plus(KEPT));
  }

  /** The task in the form of its kind. */
  public <T> T task(Class<T> form) {
    return Json.MAPPER.convertValue(task, form);
  }

  /** The name of one of its files in the tenant's container. */
  public String file(String name) {
    return "jobs/" + id + "/" + name;
  }

  /** From the beginning, with nothing counted. */
  public Job running(Object newTask, Instant now) {
    return with(
        State.RUNNING, newTask, null, Map.of(), List.of(), now, 0, null, null, now.plus(KEPT));
  }

  /** One step further. */
  public Job moved(
      String newAt, Map<String, Long> more, @Nullable String block, Object newTask, Instant now) {
    List<String> all = new ArrayList<>(blocks);
    if (block != null) {
      all.add(block);
    }
    Map<String, Long> sums = new TreeMap<>(counts);
    more.forEach((name, count) -> sums.merge(name, count, Long::sum));
    return with(state, newTask, newAt, sums, all, now, 0, null, null, now.plus(KEPT));
  }

  /** The caller's turn. */
  public Job waitingAgain(Object newTask, Instant now) {
    return with(State.WAITING, newTask, at, counts, blocks, null, 0, null, null, now.plus(KEPT));
  }

  public Job succeeded(Instant now) {
    return with(State.SUCCEEDED, task, at, counts, blocks, null, 0, now, null, now.plus(KEPT));
  }

  public Job failed(Instant now, String why) {
    return with(State.FAILED, task, at, counts, blocks, null, 0, now, why, now.plus(KEPT));
  }

  /** Once more from where it stopped. */
  public Job resumed(Instant now) {
    return with(State.RUNNING, task, at, counts, blocks, now, 0, null, null, now.plus(KEPT));
  }

  /**
   * The sweeper asked for it again.
   *
   * @param later that it is asked for again
   */
  Job swept(Instant now, Duration later) {
    return with(state, task, at, counts, blocks, now.plus(later), tries + 1, null, null, sweepAt);
  }

  private Job with(
      State newState,
      Object newTask,
      @Nullable String newAt,
      Map<String, Long> newCounts,
      List<String> newBlocks,
      @Nullable Instant newDueAt,
      int newTries,
      @Nullable Instant newFinishedAt,
      @Nullable String newProblem,
      Instant newSweepAt) {
    return new Job(
        id,
        tenantId,
        type,
        schema,
        kind,
        startedBy,
        newState,
        Json.MAPPER.valueToTree(newTask),
        newAt,
        newCounts,
        newBlocks,
        createdAt,
        newDueAt,
        newTries,
        newFinishedAt,
        newProblem,
        newSweepAt);
  }
}
