package io.artistos.shared.policies;

import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Tells every member of every artist account of each material version, once. Called every few
 * minutes: a call goes on where an earlier one broke off or had enough. Repeating a page is doing
 * it once, as each of its writes is a create. Thread-safe.
 */
public final class PolicyRounds {

  private static final Logger LOG = Logger.getLogger(PolicyRounds.class.getName());

  /**
   * For one call, so that it is over long before the host ends it: with calls every five minutes
   * that is 1.4 million teams in {@link PolicyAnnouncing#TELLING}.
   */
  private static final int MOST_PAGES = 50;

  /** An account whose purge is nearer than this could take the mail with it before it is sent. */
  private static final Duration LEAVING = Duration.ofDays(1);

  private static final int MOST_LEAVING = 1_000;

  private final Database database;
  private final Policies policies;
  private final Teams teams;
  private final ArtistMails mails;
  private final Clock clock;
  private final int page;

  /** What became of a page of teams. */
  private record Counts(long told, long failed) {}

  /**
   * @param page how many teams are looked at between two notes of the cursor
   */
  public PolicyRounds(
      Database database, Policies policies, Teams teams, ArtistMails mails, Clock clock, int page) {
    this.database = database;
    this.policies = policies;
    this.teams = teams;
    this.mails = mails;
    this.clock = clock;
    this.page = page;
  }

  /**
   * One read, and one for each material version that is news. While a version's round is not
   * finished: a query, for each page a read, a query and a write, for each team a read, for each
   * member two creates and a message; for a member who is told for another account a create that
   * fails and a read.
   *
   * @return to how many people mail was written by this call
   * @throws Unavailable when the database does not answer: the next call goes on with this page
   */
  public long run() {
    List<PolicyVersion> news =
        policies
            .readNow()
            .map(Versioned::value)
            .orElseGet(AnnouncedPolicies::none)
            .news(clock.instant());
    long told = 0;
    for (PolicyVersion version : news) {
      told += goRound(version);
    }
    return told;
  }

  private long goRound(PolicyVersion version) {
    Versioned<PolicyRound> read = round(version);
    if (read.value().finishedAt() != null) {
      return 0;
    }
    Set<TenantId> leaving = leaving();
    long told = 0;
    for (int i = 0; i < MOST_PAGES; i++) {
      PolicyRound round = read.value();
      List<Ref> refs = database.sweep().teamsAfter(round.after(), page);
      Counts counts = tell(version, refs, leaving);
      PolicyRound next =
          refs.isEmpty()
              ? round
              : round.upTo(refs.getLast().tenantId(), counts.told(), counts.failed());
      boolean last = refs.size() < page;
      PolicyRound done = last ? next.finished(clock.instant()) : next;
      if (!database.directory().replace(round.id(), done, read.etag())) {
        // Another round is under way and is as far as we are.
        return told;
      }
      told += counts.told();
      if (last) {
        return told;
      }
      read = round(version);
    }
    return told;
  }

  private Versioned<PolicyRound> round(PolicyVersion version) {
    DirectoryItems directory = database.directory();
    String id = PolicyRound.idOf(version);
    Optional<Versioned<PolicyRound>> read = directory.read(id, PolicyRound.class);
    if (read.isEmpty()) {
      try {
        directory.create(id, PolicyRound.begin(version, clock.instant()), "round");
      } catch (AlreadyExists e) {
        // Another round has just begun.
      }
      read = directory.read(id, PolicyRound.class);
    }
    return read.orElseThrow();
  }

  /** Whose members are told for their other accounts, if they have any. */
  private Set<TenantId> leaving() {
    Instant soon = clock.instant().plus(LEAVING);
    return database.sweep().accountsToPurge(soon, MOST_LEAVING).stream()
        .map(Ref::tenantId)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Counts tell(PolicyVersion version, List<Ref> refs, Set<TenantId> leaving) {
    long told = 0;
    long failed = 0;
    for (Ref ref : refs) {
      try {
        told += leaving.contains(ref.tenantId()) ? 0 : tell(version, ref.tenantId());
      } catch (Unavailable e) {
        // Nobody may be passed over: the page is repeated.
        throw e;
      } catch (RuntimeException e) {
        // One item that cannot be read or written must not keep all others waiting.
        LOG.log(Level.SEVERE, "team not told of a policy; tenant=" + ref.tenantId(), e);
        failed++;
      }
    }
    return new Counts(told, failed);
  }

  /** How many of the team's members are told for this account, now or by a call that broke off. */
  private long tell(PolicyVersion version, TenantId tenant) {
    Optional<Team> team = teams.find(tenant);
    if (team.isEmpty()) {
      return 0;
    }
    long told = 0;
    for (String userId : new TreeSet<>(team.get().members().keySet())) {
      if (isOurs(version, userId, tenant)) {
        mails.write(PolicyMail.due(version, userId, tenant, clock.instant()), null);
        told++;
      }
    }
    return told;
  }

  /** Whether it is for this account that somebody is told. */
  private boolean isOurs(PolicyVersion version, String userId, TenantId tenant) {
    DirectoryItems directory = database.directory();
    Told mine = Told.of(version, userId, tenant);
    try {
      directory.create(mine.id(), mine, "note");
      return true;
    } catch (AlreadyExists e) {
      Told there =
          directory
              .read(mine.id(), Told.class)
              .map(Versioned::value)
              // It has just gone with a purged account.
              .orElseThrow(() -> new Unavailable("a note", Duration.ofMinutes(1), e));
      return there.tenantId().equals(tenant);
    }
  }
}
