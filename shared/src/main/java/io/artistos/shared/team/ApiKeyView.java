package io.artistos.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.identity.Permission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key, as members see it.
 *
 * @param hint its last four characters
 * @param createdBy user id
 * @param lastUsedOn the day in UTC, absent when it was never used
 */
public record ApiKeyView(
    String id,
    String name,
    String hint,
    List<Permission> scopes,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    int callsPerMinute,
    @Nullable LocalDate lastUsedOn,
    State state) {

  /** Whether it opens anything. */
  public enum State {
    @JsonProperty("works")
    WORKS,
    @JsonProperty("revoked")
    REVOKED,
    @JsonProperty("expired")
    EXPIRED
  }

  static ApiKeyView of(String id, ApiKey key, Instant now) {
    return new ApiKeyView(
        id,
        key.name(),
        key.hint(),
        key.scopes().stream().sorted(Comparator.naturalOrder()).toList(),
        key.createdBy(),
        key.createdAt(),
        key.expiresAt(),
        key.callsPerMinute(),
        key.lastUsedOn(),
        key.works(now) ? State.WORKS : key.revokedAt() == null ? State.EXPIRED : State.REVOKED);
  }
}
