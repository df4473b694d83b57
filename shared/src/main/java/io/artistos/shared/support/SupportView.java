package io.artistos.shared.support;

import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Role;
import io.artistos.shared.team.SupportAccess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access of the staff as the tenant sees it; the members are those of {@link SupportAccess}. */
public record SupportView(
    String id,
    String staff,
    String reason,
    Role role,
    int minutes,
    Instant requestedAt,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    SupportAccess.State state,
    @Nullable Actor grantedBy,
    SupportAccess.@Nullable End end) {

  /** As it is at {@code now}. */
  static SupportView of(String id, SupportAccess written, Instant now) {
    SupportAccess access = written.asOf(now);
    return new SupportView(
        id,
        access.staff(),
        access.reason(),
        access.role(),
        access.minutes(),
        access.requestedAt(),
        access.startsAt(),
        access.endsAt(),
        access.state(),
        access.grantedBy(),
        access.end());
  }
}
