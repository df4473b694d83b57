package io.artistos.shared.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TeamChangesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String OWNER = "user_owner";
  private static final String MANAGER = "user_manager";
  private static final String VIEWER = "user_viewer";

  /** May manage members, and little else. */
  private static final String CLERK = "user_clerk";

  private final Team team =
      Team.of(TenantId.random(new SecureRandom()), OWNER, NOW)
          .with("clerk", new CustomRole(Set.of(Permission.ACCOUNT_READ, Permission.MEMBERS_MANAGE)))
          .with(MANAGER, new Member("manager", NOW), NOW)
          .with(VIEWER, new Member("viewer", NOW), NOW)
          .with(CLERK, new Member("clerk", NOW), NOW);

  @Test
  void aManagerGivesEveryRoleButTheOwners() {
    assertThat(role(TeamChanges.roleChanged(team, MANAGER, VIEWER, "manager", NOW), VIEWER))
        .isEqualTo("manager");

    assertBeyond(() -> TeamChanges.roleChanged(team, MANAGER, VIEWER, "owner", NOW));
    assertBeyond(() -> TeamChanges.roleChanged(team, MANAGER, MANAGER, "owner", NOW));
  }

  @Test
  void onlyOwnersChangeAndRemoveOwners() {
    assertBeyond(() -> TeamChanges.roleChanged(team, MANAGER, OWNER, "viewer", NOW));
    assertBeyond(() -> TeamChanges.removed(team, MANAGER, OWNER, NOW));

    Team two = team.with(MANAGER, new Member("owner", NOW), NOW);
    assertThat(TeamChanges.removed(two, MANAGER, OWNER, NOW).members()).doesNotContainKey(OWNER);
  }

  @Test
  void nobodyGivesOrTakesWhatTheyLack() {
    assertBeyond(() -> TeamChanges.roleChanged(team, CLERK, CLERK, "viewer", NOW));
    assertBeyond(() -> TeamChanges.removed(team, CLERK, VIEWER, NOW));
    assertBeyond(() -> TeamChanges.checkInvitation(team, CLERK, "viewer"));
    assertBeyond(
        () ->
            TeamChanges.rolePut(team, CLERK, "more", new CustomRole(Set.of(Permission.FANS_READ))));

    Team exports = team.with("exports", new CustomRole(Set.of(Permission.SECURITY_MANAGE)));
    assertBeyond(
        () ->
            TeamChanges.rolePut(
                exports, MANAGER, "exports", new CustomRole(Set.of(Permission.ACCOUNT_READ))));
    assertBeyond(() -> TeamChanges.roleDeleted(exports, MANAGER, "exports", false));
  }

  @Test
  void whoMayNotManageMembersChangesNothing() {
    assertMissing(() -> TeamChanges.roleChanged(team, VIEWER, VIEWER, "viewer", NOW));
    assertMissing(() -> TeamChanges.removed(team, VIEWER, VIEWER, NOW));
    assertMissing(() -> TeamChanges.removed(team, "user_stranger", VIEWER, NOW));
    assertMissing(() -> TeamChanges.ownershipTransferred(team, MANAGER, MANAGER, NOW));
    assertMissing(
        () -> TeamChanges.secured(team, MANAGER, new Security(false, Security.Support.ASK), true));
  }

  @Test
  void everybodyMayLeave() {
    assertThat(TeamChanges.left(team, VIEWER, NOW).members()).doesNotContainKey(VIEWER);
    assertThatThrownBy(() -> TeamChanges.left(team, "user_stranger", NOW))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void theLastOwnerStays() {
    assertThatThrownBy(() -> Teams.checked(TeamChanges.left(team, OWNER, NOW)))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("last-owner"));
  }

  @Test
  void ownershipChangesHandsInOneStep() {
    Team after = TeamChanges.ownershipTransferred(team, OWNER, VIEWER, NOW);

    assertThat(role(after, VIEWER)).isEqualTo("owner");
    assertThat(role(after, OWNER)).isEqualTo("manager");
    assertThat(after.unlisted()).contains(OWNER, VIEWER);
  }

  @Test
  void aRoleThatSomebodyHasOrIsPromisedStays() {
    assertInUse(() -> TeamChanges.roleDeleted(team, OWNER, "clerk", false));
    Team unused = TeamChanges.removed(team, OWNER, CLERK, NOW);
    assertInUse(() -> TeamChanges.roleDeleted(unused, OWNER, "clerk", true));

    assertThat(TeamChanges.roleDeleted(unused, OWNER, "clerk", false).roles()).isEmpty();
  }

  @Test
  void aRoleThatDoesNotExistCannotBeGiven() {
    assertThatThrownBy(() -> TeamChanges.roleChanged(team, OWNER, VIEWER, "ghost", NOW))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> TeamChanges.checkInvitation(team, OWNER, "ghost"))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void hasAtMostTwentyRolesOfItsOwn() {
    CustomRole role = new CustomRole(Set.of(Permission.ACCOUNT_READ));
    Team full = team;
    for (int i = 1; i < 20; i++) {
      full = TeamChanges.rolePut(full, OWNER, "role-" + i, role);
    }
    Team last = full;

    assertThatThrownBy(() -> TeamChanges.rolePut(last, OWNER, "one-more", role))
        .isInstanceOf(NotAllowedNow.class);
    assertThat(TeamChanges.rolePut(last, OWNER, "role-1", role).roles()).hasSize(20);
  }

  @Test
  void anInvitationIsWorthWhatItsSenderMayStillGive() {
    Team without = TeamChanges.removed(team, OWNER, MANAGER, NOW);

    assertThatThrownBy(() -> TeamChanges.joined(without, MANAGER, "user_new", "viewer", NOW))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("invitation-void"));
    assertThat(role(TeamChanges.joined(team, MANAGER, "user_new", "viewer", NOW), "user_new"))
        .isEqualTo("viewer");
  }

  @Test
  void whoDemandsASecondFactorHasPassedOne() {
    Security strict = new Security(true, Security.Support.NEVER);

    assertThatThrownBy(() -> TeamChanges.secured(team, OWNER, strict, false))
        .isInstanceOfSatisfying(
            Forbidden.class, e -> assertThat(e.code()).isEqualTo("second-factor-required"));
    assertThat(TeamChanges.secured(team, OWNER, strict, true).security()).isEqualTo(strict);
  }

  private static String role(Team team, String userId) {
    return Objects.requireNonNull(team.members().get(userId)).role();
  }

  private static void assertBeyond(ThrowingCallable change) {
    assertForbidden(change, "beyond-own-permissions");
  }

  private static void assertMissing(ThrowingCallable change) {
    assertForbidden(change, "permission-missing");
  }

  private static void assertForbidden(ThrowingCallable change, String code) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(Forbidden.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertInUse(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("role-in-use"));
  }
}
