package io.artistos.shared.team;

import io.artistos.shared.identity.Permission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without the key: that is shown once and kept as a hash in {@code directory}.
 *
 * @param name what the customer calls it
 * @param hint the last four characters, to tell it from others: of its checksum, so that nothing of
 *     the key itself is kept
 * @param createdBy user id; the key stays when they leave, as it belongs to the account
 * @param callsPerMinute at most
 * @param lastUsedOn the day in UTC; null when it was never used
 * @param revokedAt null while it works
 */
public record ApiKey(
    String name,
    String hint,
    Set<Permission> scopes,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    int callsPerMinute,
    @Nullable LocalDate lastUsedOn,
    @Nullable Instant revokedAt) {

  /** Whether it opens anything now. */
  public boolean works(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  /** When it stopped opening anything, or will. */
  Instant endsAt() {
    return revokedAt != null && revokedAt.isBefore(expiresAt) ? revokedAt : expiresAt;
  }

  ApiKey revoked(Instant now) {
    return new ApiKey(
        name, hint, scopes, createdBy, createdAt, expiresAt, callsPerMinute, lastUsedOn, now);
  }

  ApiKey usedOn(LocalDate day) {
    return new ApiKey(
        name, hint, scopes, createdBy, createdAt, expiresAt, callsPerMinute, day, revokedAt);
  }
}
