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
 * @param features what is switched on for the account itself, by name; what follows from it depends
 *     on the stage that each feature is in
 */
public record Visitor(
    Actor actor,
    Optional<TenantId> tenant,
    Set<Permission> permissions,
    Optional<Session> session,
    Set<String> features) {

  public Visitor {
    features = Set.copyOf(features);
  }

  /** One for whose account nothing is switched on. */
  public Visitor(
      Actor actor,
      Optional<TenantId> tenant,
      Set<Permission> permissions,
      Optional<Session> session) {
    this(actor, tenant, permissions, session, Set.of());
  }

  /** The same for an account with these switched on. */
  public Visitor withFeatures(Set<String> on) {
    return new Visitor(actor, tenant, permissions, session, on);
  }

  /** Whether they may do it in the account that the call is for. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
