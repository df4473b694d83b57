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
 * @param access the id of the access under which staff was let in; empty for all others
 */
public record Visitor(
    Actor actor,
    Optional<TenantId> tenant,
    Set<Permission> permissions,
    Optional<Session> session,
    Set<String> features,
    Optional<String> access) {

  public Visitor {
    features = Set.copyOf(features);
  }

  /** One who is no staff in somebody's account. */
  public Visitor(
      Actor actor,
      Optional<TenantId> tenant,
      Set<Permission> permissions,
      Optional<Session> session,
      Set<String> features) {
    this(actor, tenant, permissions, session, features, Optional.empty());
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
    return new Visitor(actor, tenant, permissions, session, on, access);
  }

  /** The same, let in under an access for the staff. */
  public Visitor under(String accessId) {
    return new Visitor(actor, tenant, permissions, session, features, Optional.of(accessId));
  }

  /** Whether they may do it in the account that the call is for. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
