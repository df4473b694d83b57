package io.artistos.shared.team;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import java.time.Instant;
import java.util.Set;

/**
 * What members may do to their team, as functions from the team before to the team after. One rule
 * runs through all of it: nobody gives or takes away a permission that they lack themselves. That
 * owners alone make, change and remove owners follows from it, as no other role has all of theirs.
 *
 * <p>{@code by} is the user id of whoever does it. Their permissions are those in the team that is
 * changed, not those that they were let in with: two owners who demote each other at the same
 * moment do it one after the other, and the second one may not any more.
 */
public final class TeamChanges {

  /** All of them fit the list of members, which reads a person for each. */
  public static final int MOST_MEMBERS = 100;

  private static final int MOST_ROLES = 20;

  private TeamChanges() {}

  /**
   * A member with another role.
   *
   * @throws Forbidden when {@code by} may not
   * @throws NotFound when there is no such member
   * @throws InvalidInput when there is no such role
   */
  public static Team roleChanged(Team team, String by, String userId, String role, Instant now) {
    Set<Permission> mine = permissions(team, by, Permission.MEMBERS_MANAGE);
    Member member = member(team, userId);
    within(mine, team.permissionsOf(member.role()));
    checkKnown(team, role);
    within(mine, team.permissionsOf(role));
    return member.role().equals(role)
        ? team
        : team.with(userId, new Member(role, member.since()), now);
  }

  /**
   * Without a member. The keys they made stay: those belong to the account.
   *
   * @throws Forbidden when {@code by} may not
   * @throws NotFound when there is no such member
   */
  public static Team removed(Team team, String by, String userId, Instant now) {
    Set<Permission> mine = permissions(team, by, Permission.MEMBERS_MANAGE);
    within(mine, team.permissionsOf(member(team, userId).role()));
    return team.with(userId, (Member) null, now);
  }

  /**
   * Without {@code by}, who needs no permission for it.
   *
   * @throws NotFound when they are no member
   */
  public static Team left(Team team, String by, Instant now) {
    member(team, by);
    return team.with(by, (Member) null, now);
  }

  /**
   * With another member as an owner in {@code by}'s place, who becomes a manager.
   *
   * @throws Forbidden when {@code by} is no owner
   * @throws NotFound when there is no such member
   */
  public static Team ownershipTransferred(Team team, String by, String userId, Instant now) {
    permissions(team, by, Permission.ACCOUNT_DELETE);
    Member heir = member(team, userId);
    if (userId.equals(by)) {
      return team;
    }
    return team.with(userId, new Member(Role.OWNER.word(), heir.since()), now)
        .with(by, new Member(Role.MANAGER.word(), member(team, by).since()), now);
  }

  /**
   * With a role of the customer's made or changed.
   *
   * @throws Forbidden when {@code by} may not, or lacks a permission that it has or would get
   * @throws NotAllowedNow {@code too-many-roles} when there are 20 others
   */
  public static Team rolePut(Team team, String by, String name, CustomRole role) {
    Set<Permission> mine = permissions(team, by, Permission.MEMBERS_MANAGE);
    within(mine, team.permissionsOf(name));
    within(mine, role.permissions());
    if (!team.roles().containsKey(name) && team.roles().size() >= MOST_ROLES) {
      throw new NotAllowedNow(
          "too-many-roles", "An artist account has at most " + MOST_ROLES + " roles of its own.");
    }
    return team.with(name, role);
  }

  /**
   * Without a role of the customer's.
   *
   * @param promised whether an open invitation has it
   * @throws Forbidden when {@code by} may not, or lacks a permission that it has
   * @throws NotFound when there is no such role
   * @throws NotAllowedNow {@code role-in-use} when a member or an invitation has it
   */
  public static Team roleDeleted(Team team, String by, String name, boolean promised) {
    Set<Permission> mine = permissions(team, by, Permission.MEMBERS_MANAGE);
    CustomRole role = team.roles().get(name);
    if (role == null) {
      throw new NotFound("role");
    }
    within(mine, role.permissions());
    boolean used = team.members().values().stream().anyMatch(one -> one.role().equals(name));
    if (used || promised) {
      throw new NotAllowedNow(
          "role-in-use", "A member or an open invitation has this role. Give them another one.");
    }
    return team.with(name, (CustomRole) null);
  }

  /**
   * Whether {@code by} may invite somebody to be what {@code role} says.
   *
   * @throws Forbidden when not
   * @throws InvalidInput when there is no such role
   */
  public static void checkInvitation(Team team, String by, String role) {
    Set<Permission> mine = permissions(team, by, Permission.MEMBERS_MANAGE);
    checkKnown(team, role);
    within(mine, team.permissionsOf(role));
  }

  /**
   * With somebody who was invited. Whoever invited them must still be somebody who may.
   *
   * @throws NotAllowedNow {@code already-member}, {@code role-gone}, {@code invitation-void} or
   *     {@code team-full}
   */
  public static Team joined(Team team, String invitedBy, String userId, String role, Instant now) {
    if (team.members().containsKey(userId)) {
      throw new NotAllowedNow("already-member", "You are a member of this team.");
    }
    if (!team.knows(role)) {
      throw new NotAllowedNow("role-gone", "The role of this invitation is not there any more.");
    }
    Set<Permission> theirs = team.permissionsOfMember(invitedBy);
    if (!theirs.contains(Permission.MEMBERS_MANAGE)
        || !theirs.containsAll(team.permissionsOf(role))) {
      throw new NotAllowedNow(
          "invitation-void", "Whoever sent this invitation may not any more. Ask for a new one.");
    }
    if (team.members().size() >= MOST_MEMBERS) {
      throw new NotAllowedNow("team-full", "A team has at most " + MOST_MEMBERS + " members.");
    }
    return team.with(userId, new Member(role, now), now);
  }

  /**
   * With other rules of its own.
   *
   * @param secondFactor whether {@code by} has passed one in this session
   * @throws Forbidden when {@code by} may not, or would be shut out at once
   */
  public static Team secured(Team team, String by, Security rules, boolean secondFactor) {
    permissions(team, by, Permission.SECURITY_MANAGE);
    if (rules.requireSecondFactor() && !secondFactor) {
      throw Forbidden.secondFactorRequired();
    }
    return team.with(rules);
  }

  /**
   * What {@code by} may do now.
   *
   * @throws Forbidden when {@code needed} is not among it
   */
  static Set<Permission> permissions(Team team, String by, Permission needed) {
    Set<Permission> mine = team.permissionsOfMember(by);
    if (!mine.contains(needed)) {
      throw Forbidden.missing(needed.word());
    }
    return mine;
  }

  /**
   * @throws Forbidden when somebody with {@code mine} would give or take more than they have
   */
  static void within(Set<Permission> mine, Set<Permission> given) {
    if (!mine.containsAll(given)) {
      throw new Forbidden(
          "beyond-own-permissions",
          "Nobody gives or takes away a permission that they lack themselves.");
    }
  }

  private static void checkKnown(Team team, String role) {
    if (!team.knows(role)) {
      throw new InvalidInput("role", "unknown", "There is no such role.");
    }
  }

  private static Member member(Team team, String userId) {
    Member member = team.members().get(userId);
    if (member == null) {
      throw new NotFound("member");
    }
    return member;
  }
}
