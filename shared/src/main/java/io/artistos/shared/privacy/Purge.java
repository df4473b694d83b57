package io.artistos.shared.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the purge of an account is and, in the end, its receipt; as stored in {@code directory}.
 * It names its tenant otherwise than items do that are the tenant's, which go: this one stays.
 *
 * @param id {@code purge:} and the tenant's id
 * @param step what is to be done next
 * @param store where a sweep goes on
 * @param keyDestroyedAt absent before
 * @param retiredAddresses page addresses that stay taken
 * @param found items by store, counted before anything was deleted
 * @param sweeps how often all stores were gone through
 * @param dueAt since when the next step has been due; absent when all is done
 * @param receipt present when all is done
 * @param signature over the receipt
 */
record Purge(
    String id,
    String type,
    int schema,
    TenantId tenant,
    Instant deletedAt,
    Instant startedAt,
    Step step,
    @Nullable String store,
    @Nullable Instant keyDestroyedAt,
    int retiredAddresses,
    SortedMap<String, Long> found,
    int sweeps,
    @Nullable Instant dueAt,
    @Nullable PurgeReceipt receipt,
    @Nullable String signature) {

  private static final String TYPE = "purge";
  private static final int SCHEMA = 1;

  /** What is to be done. */
  enum Step {
    /** The data key is destroyed; whatever it sealed is noise from then on. */
    @JsonProperty("destroy-key")
    DESTROY_KEY,
    /**
     * What there is gets counted, so that the receipt is right however often the rest breaks off.
     */
    @JsonProperty("count")
    COUNT,
    /** Store after store is emptied. */
    @JsonProperty("sweep")
    SWEEP,
    /** All stores are read again. */
    @JsonProperty("verify")
    VERIFY,
    @JsonProperty("done")
    DONE
  }

  static String idOf(String tenant) {
    return "purge:" + tenant;
  }

  static Purge of(TenantId tenant, Instant deletedAt, Instant now) {
    return new Purge(
        idOf(tenant.value()),
        TYPE,
        SCHEMA,
        tenant,
        deletedAt,
        now,
        Step.DESTROY_KEY,
        null,
        null,
        0,
        new TreeMap<>(),
        0,
        now,
        null,
        null);
  }

  Purge keyDestroyed(int retired, Instant now) {
    return next(Step.COUNT, null, now, retired, found, sweeps, now);
  }

  /**
   * All stores are gone through from the first on.
   *
   * @param more what there is, added to what was found before
   */
  Purge toSweep(Map<String, Long> more, Instant now) {
    SortedMap<String, Long> all = new TreeMap<>(found);
    more.forEach((name, count) -> all.merge(name, count, Long::sum));
    return next(Step.SWEEP, null, keyDestroyedAt, retiredAddresses, all, sweeps + 1, now);
  }

  Purge sweptUpTo(String name, Instant now) {
    return next(Step.SWEEP, name, keyDestroyedAt, retiredAddresses, found, sweeps, now);
  }

  Purge toVerify(Instant now) {
    return next(Step.VERIFY, null, keyDestroyedAt, retiredAddresses, found, sweeps, now);
  }

  /** The same, still to be done. */
  Purge dueSince(Instant now) {
    return next(step, store, keyDestroyedAt, retiredAddresses, found, sweeps, now);
  }

  Purge done(PurgeReceipt proof, String proofSignature) {
    return new Purge(
        id,
        type,
        SCHEMA,
        tenant,
        deletedAt,
        startedAt,
        Step.DONE,
        null,
        keyDestroyedAt,
        retiredAddresses,
        found,
        sweeps,
        null,
        proof,
        proofSignature);
  }

  private Purge next(
      Step newStep,
      @Nullable String newStore,
      @Nullable Instant newKeyDestroyedAt,
      int newRetired,
      SortedMap<String, Long> newFound,
      int newSweeps,
      Instant now) {
    return new Purge(
        id,
        type,
        SCHEMA,
        tenant,
        deletedAt,
        startedAt,
        newStep,
        newStore,
        newKeyDestroyedAt,
        newRetired,
        newFound,
        newSweeps,
        now,
        null,
        null);
  }
}
