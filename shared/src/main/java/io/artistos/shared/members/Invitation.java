package io.artistos.shared.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was asked to join the team, as stored in {@code accounts}.
 *
 * @param address whom it was sent to, sealed with the tenant's key; absent once it was accepted or
 *     revoked
 * @param addressHash keyed, of the same address: tells whether another one is the same
 * @param invitedBy user id
 * @param status as it was last written; an open one ends by {@code expiresAt} too
 * @param acceptedBy user id
 * @param ttl seconds from the last write: whoever comes late is told what became of it
 */
@ItemType(Invitation.TYPE)
record Invitation(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    @Nullable String address,
    String addressHash,
    String role,
    String invitedBy,
    Status status,
    Instant createdAt,
    Instant expiresAt,
    @Nullable String acceptedBy,
    int ttl) {

  static final String TYPE = "invitation";

  /** What is sealed. */
  static final String ADDRESS = "address";

  static final Duration LIFE = Duration.ofDays(7);

  private static final int SCHEMA = 1;
  private static final int TTL_SECONDS = (int) LIFE.plusDays(30).toSeconds();

  /** Where it stands. */
  enum Status {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("revoked")
    REVOKED
  }

  static Invitation open(
      String id,
      TenantId tenant,
      String address,
      String addressHash,
      String role,
      String invitedBy,
      Instant now) {
    return new Invitation(
        id,
        tenant,
        TYPE,
        SCHEMA,
        address,
        addressHash,
        role,
        invitedBy,
        Status.OPEN,
        now,
        now.plus(LIFE),
        null,
        TTL_SECONDS);
  }

  /**
   * @throws NotAllowedNow {@code invitation-accepted} or {@code invitation-revoked}
   * @throws Gone when it has expired
   */
  void checkOpen(Instant now) {
    switch (status) {
      case ACCEPTED -> throw Invitations.accepted();
      case REVOKED ->
          throw new NotAllowedNow("invitation-revoked", "This invitation was taken back.");
      case OPEN -> {
        if (!now.isBefore(expiresAt)) {
          throw Gone.expired("invitation");
        }
      }
    }
  }

  boolean isOpen(Instant now) {
    return status == Status.OPEN && now.isBefore(expiresAt);
  }

  /** The address goes: from now on the person is known by their user id. */
  Invitation accepted(String userId) {
    return ended(Status.ACCEPTED, userId);
  }

  Invitation revoked() {
    return ended(Status.REVOKED, null);
  }

  private Invitation ended(Status how, @Nullable String by) {
    return new Invitation(
        id,
        tenantId,
        type,
        SCHEMA,
        null,
        addressHash,
        role,
        invitedBy,
        how,
        createdAt,
        expiresAt,
        by,
        TTL_SECONDS);
  }
}
