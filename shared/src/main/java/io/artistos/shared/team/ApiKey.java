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
 * @param hint the last characters, to tell it from others
 * @param createdBy user id
 * @param expiresAt null for never
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
    @Nullable Instant expiresAt,
    int callsPerMinute,
    @Nullable LocalDate lastUsedOn,
    @Nullable Instant revokedAt) {

  /** Whether it opens anything now. */
  public boolean works(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
