package io.artistos.shared.members;

import java.time.Instant;

/**
 * An open invitation, as members see it.
 *
 * @param invitedBy user id
 */
public record InvitationView(
    String id, String email, String role, String invitedBy, Instant createdAt, Instant expiresAt) {

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "InvitationView[" + id + "]";
  }
}
