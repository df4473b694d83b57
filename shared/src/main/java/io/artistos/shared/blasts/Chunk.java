package io.artistos.shared.blasts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * At most 100 recipients of a blast and what became of each: the ledger, as stored in {@code
 * deliveries}. It holds ids of fans and nothing else about them. Immutable; the methods give the
 * chunk as it is after something happened.
 *
 * @param n its number in the blast, from 0
 * @param dueAt when open: not before; when in hand: since when
 * @param tries how often it was tried in vain
 * @param triedAt since when it has been unknown whether the provider accepted it; absent when it
 *     certainly has not
 * @param permissive whether the provider refused it as a whole, so that it is sent in the mode that
 *     leaves out what is bad
 * @param payload names the {@link ChunkPayload} that is sent, as long as it may have to be sent
 *     again
 * @param payloadHash of the mails as first handed over
 * @param lastFan the last one in the order of ids
 * @param counts of outcomes by state, for sums over chunks
 * @param ttl seconds; 13 months
 */
record Chunk(
    String id,
    TenantId tenantId,
    String blastId,
    String type,
    int schema,
    int n,
    State state,
    Instant createdAt,
    Instant dueAt,
    int tries,
    @Nullable Instant triedAt,
    boolean permissive,
    @Nullable String payload,
    @Nullable String payloadHash,
    String lastFan,
    SortedMap<String, Outcome> outcomes,
    Map<String, Long> counts,
    int ttl) {

  static final int MOST_FANS = 100;

  private static final String TYPE = "chunk";
  private static final int SCHEMA = 1;
  private static final int TTL_SECONDS = 396 * 24 * 60 * 60;

  /** Whether there is something to do. */
  enum State {
    @JsonProperty("open")
    OPEN,
    /** Some handler has it in hand. */
    @JsonProperty("sending")
    SENDING,
    @JsonProperty("done")
    DONE
  }

  /**
   * What became of one fan's mail.
   *
   * @param mail the provider's id
   * @param code why it is parked
   */
  record Outcome(RecipientState state, @Nullable String mail, @Nullable String code) {}

  static String id(int n) {
    return "chunk-%07d".formatted(n);
  }

  /**
   * @param fans in the order of ids, at least one
   */
  static Chunk of(
      TenantId tenant, String blast, int n, List<String> fans, Instant dueAt, Instant now) {
    Outcome planned = new Outcome(RecipientState.PLANNED, null, null);
    SortedMap<String, Outcome> outcomes = new TreeMap<>();
    fans.forEach(fan -> outcomes.put(fan, planned));
    return new Chunk(
        id(n),
        tenant,
        blast,
        TYPE,
        SCHEMA,
        n,
        State.OPEN,
        now,
        dueAt,
        0,
        null,
        false,
        null,
        null,
        fans.getLast(),
        outcomes,
        counts(outcomes),
        TTL_SECONDS);
  }

  /** Those to whom nothing was sent, as far as is known. */
  List<String> planned() {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue().state() == RecipientState.PLANNED)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Names the payload of the next try that starts anew. */
  String nextPayload() {
    return "payload-%07d-%d".formatted(n, tries);
  }

  /** A handler takes it in hand, with these mails to be sent. */
  Chunk claimed(String newPayload, String hash, Collection<String> recipients, Instant now) {
    Set<String> kept = new HashSet<>(recipients);
    return with(
        State.SENDING,
        now,
        tries,
        triedAt == null ? now : triedAt,
        permissive,
        newPayload,
        hash,
        change(fan -> kept.contains(fan) ? null : new Outcome(RecipientState.SKIPPED, null, null)));
  }

  /** A handler takes it in hand once more: the same mails. */
  Chunk claimedAgain(Instant now) {
    return with(State.SENDING, now, tries, triedAt, permissive, payload, payloadHash, outcomes);
  }

  /** The provider refused it as a whole, so certainly nothing was sent. */
  Chunk madePermissive(Instant now) {
    return with(State.SENDING, now, tries, now, true, payload, payloadHash, outcomes);
  }

  /**
   * To be tried again.
   *
   * @param mayBeAccepted whether it must be the same mails; if not, it starts anew, with who is
   *     confirmed then
   */
  Chunk putOff(Instant until, boolean mayBeAccepted) {
    return with(
        State.OPEN,
        until,
        tries + 1,
        mayBeAccepted ? triedAt : null,
        permissive,
        mayBeAccepted ? payload : null,
        mayBeAccepted ? payloadHash : null,
        outcomes);
  }

  /** Everybody whose outcome is not known yet gets this one; nothing is left to do. */
  Chunk done(Function<String, @Nullable Outcome> outcome, Instant now) {
    return with(State.DONE, now, tries, triedAt, permissive, null, payloadHash, change(outcome));
  }

  /**
   * With an outcome for those who are planned, where there is one. An event may have been quicker
   * than we are: its state stays, and the provider's id is added.
   */
  private SortedMap<String, Outcome> change(Function<String, @Nullable Outcome> outcome) {
    SortedMap<String, Outcome> changed = new TreeMap<>(outcomes);
    changed.replaceAll(
        (fan, old) -> {
          Outcome found = outcome.apply(fan);
          if (found == null) {
            return old;
          }
          if (old.state().givesWayTo(found.state()) && old.state() == RecipientState.PLANNED) {
            return found;
          }
          return old.mail() == null ? new Outcome(old.state(), found.mail(), old.code()) : old;
        });
    return changed;
  }

  private Chunk with(
      State newState,
      Instant newDueAt,
      int newTries,
      @Nullable Instant newTriedAt,
      boolean newPermissive,
      @Nullable String newPayload,
      @Nullable String newHash,
      SortedMap<String, Outcome> newOutcomes) {
    return new Chunk(
        id,
        tenantId,
        blastId,
        type,
        schema,
        n,
        newState,
        createdAt,
        newDueAt,
        newTries,
        newTriedAt,
        newPermissive,
        newPayload,
        newHash,
        lastFan,
        newOutcomes,
        counts(newOutcomes),
        ttl);
  }

  private static Map<String, Long> counts(SortedMap<String, Outcome> outcomes) {
    return outcomes.values().stream()
        .collect(Collectors.groupingBy(o -> o.state().id(), TreeMap::new, Collectors.counting()));
  }

  /** The fans, in the order of ids. */
  List<String> recipients() {
    return new ArrayList<>(outcomes.keySet());
  }
}
