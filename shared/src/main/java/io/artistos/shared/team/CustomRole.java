package io.artistos.shared.team;

import io.artistos.shared.identity.Permission;
import java.util.Set;

/** A role that the customer made. */
public record CustomRole(Set<Permission> permissions) {}
