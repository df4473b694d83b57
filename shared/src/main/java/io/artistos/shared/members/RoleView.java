package io.artistos.shared.members;

import io.artistos.shared.identity.Permission;
import java.util.List;
import java.util.Set;

/**
 * A role.
 *
 * @param builtIn whether every artist account has it; then it cannot be changed
 */
public record RoleView(String name, boolean builtIn, List<Permission> permissions) {

  static RoleView of(String name, boolean builtIn, Set<Permission> permissions) {
    return new RoleView(name, builtIn, permissions.stream().sorted().toList());
  }
}
