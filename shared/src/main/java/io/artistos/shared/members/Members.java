package io.artistos.shared.members;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Slice;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.TeamChanges;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/**
 * Who is on the team. Each change is a read and one conditional write of the team, after which
 * people's own lists are settled; a change that breaks off in between is finished by a sweeper.
 * Every call reads the team, so that a change counts from the next call on. Thread-safe.
 */
public final class Members {

  private static final Logger LOG = Logger.getLogger(Members.class.getName());

  private static final int MOST_BYTES = 1_024;

  /** User ids of the sign-in provider are far shorter. */
  private static final int MOST_ID = 100;

  private final Teams teams;
  private final People people;
  private final Listings listings;
  private final Clock clock;

  public Members(Teams teams, People people, Listings listings, Clock clock) {
    this.teams = teams;
    this.people = people;
    this.listings = listings;
    this.clock = clock;
  }

  /** The longest on the team first. A read, and one for each member: 100 at most. */
  public Slice<MemberView> list(TenantId tenant) {
    Team team = teams.find(tenant).orElseThrow(() -> new NotFound("artist account"));
    List<MemberView> all =
        team.members().entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Member> one) -> one.getValue().since())
                    .thenComparing(Map.Entry::getKey))
            .map(one -> view(one.getKey(), one.getValue()))
            .toList();
    return new Slice<>(all, null);
  }

  /**
   * Gives a member another role.
   *
   * @param role built-in or the customer's
   * @throws Forbidden when {@code by} may not, or lacks what the member has or would get
   * @throws NotFound when there is no such member
   * @throws InvalidInput when there is no such role
   * @throws NotAllowedNow {@code last-owner}
   */
  public MemberView change(TenantId tenant, Insider by, String userId, String role) {
    Instant now = clock.instant();
    Team team =
        teams.change(
            tenant, before -> TeamChanges.roleChanged(before, by.userId(), userId, role, now));
    settle(tenant);
    return view(userId, team);
  }

  /**
   * Takes a member off the team.
   *
   * @throws Forbidden when {@code by} may not, or lacks what the member has
   * @throws NotFound when there is no such member
   * @throws NotAllowedNow {@code last-owner}
   */
  public void remove(TenantId tenant, Insider by, String userId) {
    Instant now = clock.instant();
    teams.change(tenant, team -> TeamChanges.removed(team, by.userId(), userId, now));
    settle(tenant);
  }

  /**
   * {@code by} leaves the team.
   *
   * @throws NotAllowedNow {@code last-owner}
   */
  public void leave(TenantId tenant, Insider by) {
    Instant now = clock.instant();
    teams.change(tenant, team -> TeamChanges.left(team, by.userId(), now));
    settle(tenant);
  }

  /**
   * Makes another member owner and {@code by} a manager, in one write.
   *
   * @throws Forbidden when {@code by} is no owner
   * @throws NotFound when there is no such member
   */
  public MemberView transfer(TenantId tenant, Insider by, String userId) {
    Instant now = clock.instant();
    Team team =
        teams.change(
            tenant, before -> TeamChanges.ownershipTransferred(before, by.userId(), userId, now));
    settle(tenant);
    return view(userId, team);
  }

  /**
   * The role in a body.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when it is missing
   */
  public static String roleIn(Call call) {
    return only(call, "role");
  }

  /**
   * The user id in a body.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when it is missing
   */
  public static String userIn(Call call) {
    return only(call, "userId");
  }

  private static String only(Call call, String name) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String text = fields.required(name, MOST_ID);
    fields.check();
    return text;
  }

  /** The change stands, whatever becomes of this: the team says whose list is behind. */
  void settle(TenantId tenant) {
    try {
      listings.settle(tenant);
    } catch (Unavailable e) {
      LOG.warning("people's lists are left to the sweeper; tenant=" + tenant);
    }
  }

  private MemberView view(String userId, Team team) {
    Member member = team.members().get(userId);
    if (member == null) {
      throw new NotFound("member");
    }
    return view(userId, member);
  }

  private MemberView view(String userId, Member member) {
    return MemberView.of(userId, member, people.find(userId));
  }
}
