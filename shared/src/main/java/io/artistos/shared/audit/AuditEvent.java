package io.artistos.shared.audit;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, as stored in {@code activity}. Nothing in it is personal but ids.
 *
 * @param month of {@code at} in UTC, such as {@code 2026-11}: the second key
 * @param at when it was begun
 * @param action for a call the function's name, such as {@code SendBlast}; for all else two words
 *     in lower case with a full stop, such as {@code session.started}
 * @param target what it was done to: the collection's name and an id, such as {@code
 *     blasts:blast-…}; null where there is none
 * @param trace the trace id of W3C trace context, 32 digits; null where none came
 * @param ttl seconds from the write until it is thirteen months old
 */
@ItemType(AuditEvent.TYPE)
public record AuditEvent(
    String id,
    TenantId tenantId,
    String month,
    String type,
    int schema,
    Instant at,
    Actor actor,
    String action,
    @Nullable String target,
    AuditOutcome outcome,
    @Nullable String trace,
    long ttl) {

  static final String TYPE = "auditEvent";
  private static final int SCHEMA = 1;
  private static final int MONTHS = 13;

  /** What an intent has become. */
  static AuditEvent of(AuditIntent intent, AuditOutcome outcome, Instant now) {
    return new AuditEvent(
        intent.id(),
        intent.tenantId(),
        month(intent.at()),
        TYPE,
        SCHEMA,
        intent.at(),
        intent.actor(),
        intent.action(),
        intent.target(),
        outcome,
        intent.trace(),
        ttl(intent.at(), now));
  }

  /** The month that an event of {@code at} is filed under. */
  static String month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC)).toString();
  }

  private static long ttl(Instant at, Instant now) {
    Instant end = at.atOffset(ZoneOffset.UTC).plusMonths(MONTHS).toInstant();
    // Cosmos DB takes no ttl below one second.
    return Math.max(1, Duration.between(now, end).toSeconds());
  }
}
