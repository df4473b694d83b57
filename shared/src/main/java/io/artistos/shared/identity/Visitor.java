package io.artistos.shared.identity;

import io.artistos.shared.tenancy.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * A caller who was verified and admitted.
 *
 * @param tenant the artist account that the call is for; empty for persons and staff
 * @param permissions in that account
 * @param session how they are signed in; empty for API keys
 */
public record Visitor(
    Actor actor,
    Optional<TenantId> tenant,
    Set<Permission> permissions,
    Optional<Session> session) {

  /** Whether they may do it in the account that the call is for. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
