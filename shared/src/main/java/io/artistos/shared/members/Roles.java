package io.artistos.shared.members;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import io.artistos.shared.team.CustomRole;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.PermissionFields;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.TeamChanges;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Roles: those that every account has, and the customer's own. A change counts from the next call
 * of everybody who has the role. Thread-safe.
 */
public final class Roles {

  private static final String NAME = "[a-z0-9-]{1,40}";
  private static final int MOST_BYTES = 4_096;

  private final Teams teams;
  private final InvitationStore invitations;

  public Roles(Teams teams, InvitationStore invitations) {
    this.teams = teams;
    this.invitations = invitations;
  }

  /** The built-in ones first, then the customer's by name; one read. */
  public Slice<RoleView> list(TenantId tenant) {
    Team team = teams.find(tenant).orElseThrow(() -> new NotFound("artist account"));
    Map<String, CustomRole> own = new TreeMap<>(team.roles());
    List<RoleView> all =
        Stream.concat(
                Arrays.stream(Role.values())
                    .map(role -> RoleView.of(role.word(), true, role.permissions())),
                own.entrySet().stream()
                    .map(role -> RoleView.of(role.getKey(), false, role.getValue().permissions())))
            .toList();
    return new Slice<>(all, null);
  }

  /**
   * Makes a role, or gives it other permissions. A read and a write.
   *
   * @throws Forbidden when {@code by} may not, or lacks a permission that it has or would get
   * @throws InvalidInput when the name cannot be one, or is a built-in role's
   * @throws NotAllowedNow {@code too-many-roles}
   */
  public RoleView put(TenantId tenant, Insider by, String name, Set<Permission> permissions) {
    if (!name.matches(NAME)) {
      throw new InvalidInput("name", "invalid", "1 to 40 of a–z, 0–9 and hyphens.");
    }
    if (Role.find(name).isPresent()) {
      throw new InvalidInput("name", "built-in", "A built-in role cannot be changed.");
    }
    CustomRole role = new CustomRole(permissions);
    teams.change(tenant, team -> TeamChanges.rolePut(team, by.userId(), name, role));
    return RoleView.of(name, false, permissions);
  }

  /**
   * Deletes a role. A read, a query and a write.
   *
   * @throws Forbidden when {@code by} may not, or lacks a permission that it has
   * @throws NotFound when the customer has no such role
   * @throws NotAllowedNow {@code role-in-use} when a member or an open invitation has it
   */
  public void delete(TenantId tenant, Insider by, String name) {
    teams.change(
        tenant,
        team ->
            TeamChanges.roleDeleted(team, by.userId(), name, invitations.isPromised(tenant, name)));
  }

  /**
   * The permissions in a body; {@code account.read} is added, as nothing works without it.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when they are missing, unknown, or owners' alone
   */
  public static Set<Permission> permissionsIn(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Set<Permission> read = PermissionFields.read(fields, "permissions", Permission::forRoles);
    fields.check();
    EnumSet<Permission> all = EnumSet.of(Permission.ACCOUNT_READ);
    all.addAll(read);
    return Set.copyOf(all);
  }
}
