package io.artistos.shared.policies;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a version's round over all teams has come, as stored in {@code directory}, so that a
 * round that was broken off goes on where it was. It stays: it shows that everybody was told.
 *
 * @param after the last tenant whose members were told, absent at the start and again at the end:
 *     no tenant that is purged may stay here
 * @param told people whose mail was written down
 * @param failed teams that could not be read; the log names them
 * @param finishedAt absent while it is under way
 */
@ItemType(PolicyRound.TYPE)
record PolicyRound(
    String id,
    String type,
    int schema,
    @Nullable TenantId after,
    long told,
    long failed,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  static final String TYPE = "policyRound";
  private static final int SCHEMA = 1;

  static PolicyRound begin(PolicyVersion version, Instant now) {
    return new PolicyRound(idOf(version), TYPE, SCHEMA, null, 0, 0, now, null);
  }

  static String idOf(PolicyVersion version) {
    return "policy-round:" + version.kind().word() + ":" + version.version();
  }

  PolicyRound upTo(TenantId tenant, long moreTold, long moreFailed) {
    return new PolicyRound(
        id, type, SCHEMA, tenant, told + moreTold, failed + moreFailed, startedAt, null);
  }

  PolicyRound finished(Instant now) {
    return new PolicyRound(id, type, SCHEMA, null, told, failed, startedAt, now);
  }
}
