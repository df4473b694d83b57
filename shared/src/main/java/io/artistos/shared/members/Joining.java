package io.artistos.shared.members;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.SignedLinks.Link;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Session;
import io.artistos.shared.people.Membership;
import io.artistos.shared.people.People;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.policies.PolicyFields;
import io.artistos.shared.policies.PolicyKind;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.TeamChanges;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the link of an invitation does. Looking changes nothing; accepting twice is accepting once.
 * Thread-safe.
 */
public final class Joining {

  private static final int MOST_BYTES = 2_048;
  private static final int MOST_TOKEN = 200;

  private final Teams teams;
  private final Members members;
  private final InvitationStore store;
  private final InvitationLinks links;
  private final Accounts accounts;
  private final People people;
  private final Policies policies;
  private final AuditLog log;
  private final Clock clock;

  public Joining(
      Teams teams,
      Members members,
      InvitationStore store,
      InvitationLinks links,
      Accounts accounts,
      People people,
      Policies policies,
      AuditLog log,
      Clock clock) {
    this.teams = teams;
    this.members = members;
    this.store = store;
    this.links = links;
    this.accounts = accounts;
    this.people = people;
    this.policies = policies;
    this.log = log;
    this.clock = clock;
  }

  /** Who invites, and to be what. */
  public record Offer(String artistName, String role) {}

  /**
   * What somebody says who joins.
   *
   * @param token of the link
   * @param accepted the versions that hold, one of each kind
   */
  public record Answer(String token, Map<PolicyKind, String> accepted) {

    public Answer {
      accepted = Map.copyOf(accepted);
    }

    /** The token opens a team: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "Answer";
    }
  }

  /**
   * Somebody is on the team now.
   *
   * @param slug what the header {@code Artist-Account} takes; absent while the person's list is
   *     behind
   */
  public record Joined(String artistName, String role, @Nullable String slug) {}

  /**
   * What the link is about. A read; the account 0–1 read.
   *
   * @throws InvalidToken when it is forged
   * @throws Gone when it has expired, or the account is being deleted
   * @throws NotAllowedNow {@code invitation-accepted} or {@code invitation-revoked}
   */
  public Offer look(String token) {
    Link link = links.verify(token);
    Account account = opened(() -> accounts.open(link.tenant()));
    Invitation invitation = find(link).value();
    invitation.checkOpen(clock.instant());
    return new Offer(account.artistName(), invitation.role());
  }

  /**
   * Takes the invitation up: team, invitation and audit event in one write. What they accept by it
   * is written down first. Seven reads, a write, a batch, a create and a delete for the event, and
   * what it takes to settle the person's list.
   *
   * @throws InvalidToken when it is forged
   * @throws Forbidden {@code other-address} when the person's verified address is not the one that
   *     was invited
   * @throws Gone when it has expired, or the account is being deleted
   * @throws NotAllowedNow {@code invitation-accepted}, {@code invitation-revoked}, or as {@link
   *     TeamChanges#joined} says
   */
  public Joined accept(Session session, Answer answer) {
    Link link = links.verify(answer.token());
    TenantId tenant = link.tenant();
    Account account = opened(() -> accounts.openNow(tenant));
    String userId = session.userId();
    Optional<String> hash =
        Optional.ofNullable(people.known(userId).email())
            .flatMap(EmailAddress::parse)
            .map(email -> store.hash(tenant, email));
    Instant now = clock.instant();
    AuditIntent event =
        log.intent(
            tenant,
            new Actor(Actor.Kind.MEMBER, userId),
            "member.joined",
            "invitations:" + link.about(),
            null);
    people.accepted(userId, answer.accepted(), now);
    AtomicBoolean joined = new AtomicBoolean();
    teams.changeTogether(
        tenant,
        (before, writes) -> {
          Versioned<Invitation> read = find(link);
          Invitation invitation = read.value();
          // First of all: nobody else is told even what became of it.
          if (!hash.equals(Optional.of(invitation.addressHash()))) {
            throw new Forbidden(
                "other-address",
                "Sign in with the address that the invitation was sent to, and verify it.");
          }
          joined.set(false);
          if (userId.equals(invitation.acceptedBy()) && isMember(tenant, userId)) {
            return Optional.empty();
          }
          invitation.checkOpen(now);
          Team after =
              TeamChanges.joined(before, invitation.invitedBy(), userId, invitation.role(), now);
          writes.replace(invitation.id(), invitation.accepted(userId), read.etag()).create(event);
          joined.set(true);
          return Optional.of(after);
        });
    if (joined.get()) {
      log.end(event, AuditOutcome.SUCCEEDED);
    }
    members.settle(tenant);
    return joined(account, userId);
  }

  /** Read anew: the same person may have accepted after the team was read. */
  private boolean isMember(TenantId tenant, String userId) {
    return teams.find(tenant).filter(team -> team.members().containsKey(userId)).isPresent();
  }

  /** As it is now: they may have been given another role since. */
  private Joined joined(Account account, String userId) {
    TenantId tenant = account.tenantId();
    String role =
        teams
            .find(tenant)
            .flatMap(team -> Optional.ofNullable(team.members().get(userId)))
            .map(Member::role)
            .orElseThrow(Invitations::accepted);
    String slug =
        people.accountsOf(userId).stream()
            .filter(one -> one.tenantId().equals(tenant))
            .map(Membership::slug)
            .findFirst()
            .orElse(null);
    return new Joined(account.artistName(), role, slug);
  }

  /**
   * The answer in a body; one read at most.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when something is missing, or does not hold any more
   */
  public Answer read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Answer answer =
        new Answer(
            fields.required("token", MOST_TOKEN),
            PolicyFields.accepted(fields, policies, clock.instant()));
    fields.check();
    return answer;
  }

  private static Account opened(Supplier<Account> account) {
    try {
      return account.get();
    } catch (NotFound e) {
      throw gone();
    }
  }

  private Versioned<Invitation> find(Link link) {
    return store.find(link.tenant(), link.about()).orElseThrow(Joining::gone);
  }

  private static Gone gone() {
    return new Gone("invitation");
  }
}
