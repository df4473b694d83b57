package io.artistos.shared.team;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Permission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A list of permissions in a body. */
public final class PermissionFields {

  private PermissionFields() {}

  /**
   * At least one; what is wrong is rejected in {@code fields}.
   *
   * @param allowed which can be given there
   */
  public static Set<Permission> read(Fields fields, String name, Predicate<Permission> allowed) {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    Optional<JsonNode> node = fields.has(name) ? fields.node(name) : Optional.empty();
    if (node.isEmpty() || !node.get().isArray() || node.get().isEmpty()) {
      fields.reject(name, "required", "A list of at least one permission.");
      return Set.of();
    }
    for (JsonNode one : node.get()) {
      Optional<Permission> permission =
          Optional.ofNullable(one.textValue()).flatMap(Permission::find);
      if (permission.isEmpty()) {
        fields.reject(name, "unknown", "There is no such permission.");
        return Set.of();
      }
      if (!allowed.test(permission.get())) {
        fields.reject(name, "not-here", permission.get().word() + " cannot be given here.");
      }
      all.add(permission.get());
    }
    return Set.copyOf(all);
  }
}
