package io.artistos.shared.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that was asked for and is done in the background, as stored in {@code accounts}. Immutable.
 *
 * @param kind what is done: {@code plan}
 * @param subject the id of the item that it is done for
 * @param tries how often it was begun
 * @param dueAt while it is not finished: when a handler should have it in hand; the sweeper asks
 *     again after this
 * @param claimedUntil while it is running: until then no other handler begins it
 * @param result the address of what came of it, when it succeeded
 * @param problem why it failed: a short code
 * @param ttl seconds
 */
@ItemType(Operation.TYPE)
public record Operation(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String kind,
    String subject,
    State state,
    int tries,
    Instant createdAt,
    @Nullable Instant dueAt,
    @Nullable Instant claimedUntil,
    @Nullable Instant finishedAt,
    @Nullable String result,
    @Nullable String problem,
    int ttl) {

  static final String TYPE = "operation";

  /** What an id looks like; everything else is no operation. */
  static final String ID = "operation-[A-Za-z0-9_-]{22}";

  private static final int SCHEMA = 1;
  private static final int TTL_SECONDS = (int) Duration.ofDays(7).toSeconds();

  /** Where it stands. */
  public enum State {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED
  }

  /**
   * One that nobody has begun.
   *
   * @param requestId from {@link io.artistos.shared.http.RequestIds}
   */
  public static Operation pending(
      String requestId, TenantId tenant, String kind, String subject, Instant now) {
    return new Operation(
        "operation-" + requestId,
        tenant,
        TYPE,
        SCHEMA,
        kind,
        subject,
        State.PENDING,
        0,
        now,
        now,
        null,
        null,
        null,
        null,
        TTL_SECONDS);
  }

  public boolean finished() {
    return state == State.SUCCEEDED || state == State.FAILED;
  }

  /** Whether some handler has it in hand. */
  public boolean claimed(Instant now) {
    return claimedUntil != null && now.isBefore(claimedUntil);
  }

  /** A handler takes it in hand until {@code until}. */
  public Operation claimedTo(Instant until) {
    return with(State.RUNNING, tries + 1, until, until, null, null, null);
  }

  /** Begun, but nothing came of it; the next handler may begin at once. */
  public Operation givenBack(Instant now) {
    return with(State.PENDING, tries, now, null, null, null, null);
  }

  /** The sweeper asked for it again at {@code now}. */
  Operation swept(Instant now) {
    return with(state, tries, now, claimedUntil, null, null, null);
  }

  public Operation succeeded(Instant now, String where) {
    return with(State.SUCCEEDED, tries, null, null, now, where, null);
  }

  public Operation failed(Instant now, String why) {
    return with(State.FAILED, tries, null, null, now, null, why);
  }

  private Operation with(
      State newState,
      int newTries,
      @Nullable Instant newDueAt,
      @Nullable Instant newClaimedUntil,
      @Nullable Instant newFinishedAt,
      @Nullable String newResult,
      @Nullable String newProblem) {
    return new Operation(
        id,
        tenantId,
        type,
        schema,
        kind,
        subject,
        newState,
        newTries,
        createdAt,
        newDueAt,
        newClaimedUntil,
        newFinishedAt,
        newResult,
        newProblem,
        ttl);
  }
}
