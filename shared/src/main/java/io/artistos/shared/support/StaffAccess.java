package io.artistos.shared.support;

import io.artistos.shared.identity.Role;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access as the person of the staff sees it who asked for it: a copy, made after each change.
 * What the account's team says counts.
 *
 * @param account the artist's slug, as it was asked with
 */
public record StaffAccess(
    String id,
    TenantId tenantId,
    String account,
    Role role,
    int minutes,
    Instant requestedAt,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    SupportAccess.State state,
    SupportAccess.@Nullable Cause cause) {

  static StaffAccess of(String id, TenantId tenant, String account, SupportAccess access) {
    SupportAccess.End end = access.end();
    return new StaffAccess(
        id,
        tenant,
        account,
        access.role(),
        access.minutes(),
        access.requestedAt(),
        access.startsAt(),
        access.endsAt(),
        access.state(),
        end == null ? null : end.cause());
  }

  /** As it is at {@code now}: over when its time is. */
  StaffAccess asOf(Instant now) {
    boolean over = state == SupportAccess.State.GRANTED && endsAt != null && !now.isBefore(endsAt);
    return over
        ? new StaffAccess(
            id,
            tenantId,
            account,
            role,
            minutes,
            requestedAt,
            startsAt,
            endsAt,
            SupportAccess.State.ENDED,
            SupportAccess.Cause.LAPSED)
        : this;
  }
}
