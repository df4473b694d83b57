package io.artistos.shared.audit;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is about to do, as stored in {@code accounts}, so that a change without
 * an event cannot be: it becomes the {@link AuditEvent} of the same id.
 *
 * @param dueAt from when on nobody has it in hand any more
 * @param ttl seconds; the sweeper is there long before
 */
@ItemType(AuditIntent.TYPE)
public record AuditIntent(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    Instant at,
    Actor actor,
    String action,
    @Nullable String target,
    @Nullable String trace,
    Instant dueAt,
    long ttl) {

  /** No call takes that long: Azure's load balancer gives up on one after 230 seconds. */
  static final Duration LOST = Duration.ofMinutes(10);

  static final String TYPE = "auditIntent";
  private static final int SCHEMA = 1;
  private static final Duration KEPT = Duration.ofDays(30);

  static AuditIntent of(
      String id,
      TenantId tenant,
      Instant at,
      Actor actor,
      String action,
      @Nullable String target,
      @Nullable String trace) {
    return new AuditIntent(
        id,
        tenant,
        TYPE,
        SCHEMA,
        at,
        actor,
        action,
        target,
        trace,
        at.plus(LOST),
        KEPT.toSeconds());
  }

  /** The same of something else. */
  AuditIntent about(@Nullable String other) {
    return new AuditIntent(id, tenantId, type, schema, at, actor, action, other, trace, dueAt, ttl);
  }
}
