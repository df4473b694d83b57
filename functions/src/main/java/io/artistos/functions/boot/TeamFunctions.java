package io.artistos.functions.boot;

import io.artistos.functions.team.AcceptInvitation;
import io.artistos.functions.team.ChangeMember;
import io.artistos.functions.team.ChangeSecurity;
import io.artistos.functions.team.CreateApiKey;
import io.artistos.functions.team.DeleteRole;
import io.artistos.functions.team.InviteMember;
import io.artistos.functions.team.LeaveTeam;
import io.artistos.functions.team.ListApiKeys;
import io.artistos.functions.team.ListInvitations;
import io.artistos.functions.team.ListMembers;
import io.artistos.functions.team.ListRoles;
import io.artistos.functions.team.PutRole;
import io.artistos.functions.team.RemoveMember;
import io.artistos.functions.team.RevokeApiKey;
import io.artistos.functions.team.RevokeInvitation;
import io.artistos.functions.team.ShowInvitation;
import io.artistos.functions.team.ShowSecurity;
import io.artistos.functions.team.TransferOwnership;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.members.InvitationLinks;
import io.artistos.shared.members.InvitationMail;
import io.artistos.shared.members.InvitationStore;
import io.artistos.shared.members.Invitations;
import io.artistos.shared.members.Joining;
import io.artistos.shared.members.Members;
import io.artistos.shared.members.Roles;
import io.artistos.shared.people.People;
import io.artistos.shared.team.ApiKeys;
import io.artistos.shared.team.SecurityRules;
import io.artistos.shared.team.Teams;
import java.util.function.Function;
import java.util.stream.Stream;

/** Members, roles, invitations, API keys and the account's own rules. */
final class TeamFunctions {

  private static final String LINK_KEYS = "link-keys";
  private static final String HASH_KEY = "fan-id-key";

  private TeamFunctions() {}

  static Stream<Object> of(Platform platform) {
    return Stream.of(team(platform), invitations(platform), keys(platform))
        .flatMap(Function.identity());
  }

  private static Stream<Object> team(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Members members = members(platform, platform.people().people());
    Roles roles = new Roles(platform.teams(), store(platform));
    return Stream.of(
        new ListMembers(endpoint, members),
        new ChangeMember(endpoint, members),
        new RemoveMember(endpoint, members),
        new LeaveTeam(endpoint, members),
        new TransferOwnership(endpoint, members),
        new ListRoles(endpoint, roles),
        new PutRole(endpoint, roles),
        new DeleteRole(endpoint, roles));
  }

  private static Stream<Object> invitations(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Teams teams = platform.teams();
    People people = platform.people().people();
    Invitations invitations =
        new Invitations(teams, store(platform), platform.artistMails(), platform.clock());
    Joining joining =
        new Joining(
            teams,
            members(platform, people),
            store(platform),
            links(platform),
            platform.accounts(),
            people,
            platform.policies(),
            platform.auditLog(),
            platform.clock());
    return Stream.of(
        new InviteMember(endpoint, invitations, platform.random()),
        new ListInvitations(endpoint, invitations),
        new RevokeInvitation(endpoint, invitations),
        new AcceptInvitation(endpoint, joining),
        new ShowInvitation(endpoint, joining, platform.views()));
  }

  private static Stream<Object> keys(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    ApiKeys keys =
        new ApiKeys(platform.teams(), platform.keyDirectory(), platform.random(), platform.clock());
    SecurityRules rules = new SecurityRules(platform.teams(), platform.clock());
    return Stream.of(
        new CreateApiKey(endpoint, keys),
        new ListApiKeys(endpoint, keys),
        new RevokeApiKey(endpoint, keys),
        new ShowSecurity(endpoint, rules),
        new ChangeSecurity(endpoint, rules));
  }

  /** What writes invitations' mails. */
  static InvitationMail mail(Platform platform) {
    return new InvitationMail(store(platform), links(platform), platform.clock());
  }

  private static Members members(Platform platform, People people) {
    return new Members(platform.teams(), people, platform.people().listings(), platform.clock());
  }

  /** Without state: made for each who needs it, as the links are. */
  private static InvitationStore store(Platform platform) {
    return new InvitationStore(
        platform.database(),
        platform.tenantKeys(),
        new KeyedHash(platform.secrets(), HASH_KEY),
        platform.clock());
  }

  private static InvitationLinks links(Platform platform) {
    return new InvitationLinks(
        new SignedLinks(platform.secrets(), LINK_KEYS, platform.clock()),
        platform.settings().publicUrl());
  }
}
