package io.artistos.shared.people;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Brings people's lists of artist accounts to what teams, accounts and addresses say. The team
 * names those whose list is behind, in the same write that put it behind; so what breaks off is
 * found again and repeated. Thread-safe.
 */
public final class Listings {

  private static final Logger LOG = Logger.getLogger(Listings.class.getName());

  /** Nobody of the account does it: Clerk says that the sign-in is gone. */
  private static final Actor PLATFORM = Actor.system("departures");

  /** A team that keeps changing is left to the sweeper. */
  private static final int TRIES = 5;

  private final Database database;
  private final Teams teams;
  private final Accounts accounts;
  private final FanPages pages;
  private final People people;
  private final AuditLog log;
  private final Clock clock;

  public Listings(
      Database database,
      Teams teams,
      Accounts accounts,
      FanPages pages,
      People people,
      AuditLog log,
      Clock clock) {
    this.database = database;
    this.teams = teams;
    this.accounts = accounts;
    this.pages = pages;
    this.people = people;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Settles the lists of everybody in {@link Team#unlisted}. Doing it twice is doing it once. Three
   * reads, a query and a write; for each person a read and a write. One read when nobody is behind.
   *
   * @return false when the account cannot be listed, as its address does not lead to it: its
   *     onboarding is under way, or broke off
   */
  public boolean settle(TenantId tenant) {
    // Whoever was written by a try that lost may have been written with what is old by now.
    Set<String> open = new TreeSet<>();
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<Team>> read = read(tenant);
      if (read.isEmpty()) {
        return false;
      }
      Team team = read.get().value();
      open.addAll(team.unlisted());
      if (open.isEmpty()) {
        return true;
      }
      Optional<Account> account = accounts.findNow(tenant);
      Optional<FanPage> page = account.isPresent() ? page(tenant) : Optional.empty();
      if (page.isEmpty()) {
        return false;
      }
      for (String userId : open) {
        list(userId, team, account.get(), page.get());
      }
      if (isSettled(tenant, team, read.get().etag())) {
        return true;
      }
    }
    return true;
  }

  /** Takes everybody off the team's list, if nothing of the team changed since it was read. */
  private boolean isSettled(TenantId tenant, Team team, String etag) {
    return team.unlisted().isEmpty()
        ? read(tenant).filter(now -> now.etag().equals(etag)).isPresent()
        : database
            .tenant(tenant, Containers.ACCOUNTS)
            .replace(Team.ID, team.unlisted(Set.of(), null), etag);
  }

  private void list(String userId, Team team, Account account, FanPage page) {
    Member member = team.members().get(userId);
    Membership membership =
        member == null
            ? null
            : new Membership(
                account.tenantId(), page.slug().value(), account.artistName(), member.role());
    Person person = people.listed(userId, account.tenantId(), membership);
    if (person.deletedAt() != null && member != null) {
      leave(userId, account.tenantId());
    }
  }

  /**
   * Takes somebody whose sign-in was deleted off all their teams, each time with an audit event
   * that is begun in the same write. The last owner of an account stays its owner, and the
   * platform's log says so: there is always one, and staff has to find the next.
   */
  void leaveAll(Person person) {
    for (TenantId tenant : person.tenants()) {
      if (leave(person.userId(), tenant)) {
        settle(tenant);
      }
    }
  }

  /** Whether there may be something to settle. */
  private boolean leave(String userId, TenantId tenant) {
    try {
      Team left = dropped(userId, tenant);
      if (left.unlisted().contains(userId)) {
        return true;
      }
      people.listed(userId, tenant, null);
      return false;
    } catch (NotAllowedNow e) {
      lastOwnerGone(userId, tenant);
      return false;
    } catch (NotFound e) {
      // Purged meanwhile.
      people.listed(userId, tenant, null);
      return false;
    }
  }

  private Team dropped(String userId, TenantId tenant) {
    AuditIntent event = log.intent(tenant, PLATFORM, "member.dropped", "members:" + userId, null);
    AtomicBoolean dropped = new AtomicBoolean();
    Team team =
        teams.changeTogether(
            tenant,
            (before, writes) -> {
              dropped.set(before.members().containsKey(userId));
              if (!dropped.get()) {
                return Optional.empty();
              }
              writes.create(event);
              return Optional.of(before.with(userId, null, clock.instant()));
            });
    if (dropped.get()) {
      log.end(event, AuditOutcome.SUCCEEDED);
    }
    return team;
  }

  /** Staff has to find the next owner: once in the platform's log, and in ours. */
  private void lastOwnerGone(String userId, TenantId tenant) {
    LOG.warning("{\"event\":\"last-owner-deleted\",\"tenant\":\"" + tenant + "\"}");
    log.record(
        "last-owner-" + tenant + "-" + userId,
        AuditLog.PLATFORM,
        PLATFORM,
        "account.last-owner-deleted",
        "accounts:" + tenant,
        AuditOutcome.SUCCEEDED,
        null);
  }

  private Optional<Versioned<Team>> read(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS).read(Team.ID, Team.class);
  }

  /** The account's page, if its address leads to it. */
  private Optional<FanPage> page(TenantId tenant) {
    return pages
        .main(tenant)
        .filter(
            page ->
                database
                    .directory()
                    .read(PageAddress.idOf(page.slug()), PageAddress.class)
                    .filter(address -> address.value().tenantId().equals(tenant))
                    .isPresent());
  }
}
