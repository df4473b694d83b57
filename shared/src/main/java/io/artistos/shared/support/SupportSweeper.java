package io.artistos.shared.support;

import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.support.SupportBook.Event;
import io.artistos.shared.support.SupportBook.Step;
import io.artistos.shared.support.SupportBook.Written;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.End;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down that accesses are over whose time is: they open nothing any more from that moment,
 * but the tenant's log is to have it. And copies into the list of whoever asked what a process that
 * was killed did not. Thread-safe.
 */
public final class SupportSweeper {

  private static final int MOST = 200;

  private final Database database;
  private final Teams teams;
  private final SupportBook book;
  private final StaffAccesses listed;
  private final Clock clock;

  SupportSweeper(
      Database database, Teams teams, SupportBook book, StaffAccesses listed, Clock clock) {
    this.database = database;
    this.teams = teams;
    this.book = book;
    this.listed = listed;
    this.clock = clock;
  }

  /**
   * One query over all tenants, then for each team a read, and for each access that is over a read,
   * a batch, two requests for the event and four for its copy; for each that is only to be copied
   * four.
   *
   * @return in how many teams there was either
   */
  public int sweep() {
    return CrossTenantSweep.each(
        database.sweep().supportOverBy(clock.instant(), MOST), "ending support access", this::tend);
  }

  private boolean tend(Ref ref) {
    Instant now = clock.instant();
    Optional<Team> team = teams.find(ref.tenantId());
    if (team.isEmpty()) {
      return false;
    }
    Set<String> behind = team.get().uncopied().keySet();
    List<String> over =
        team.get().support().entrySet().stream()
            .filter(entry -> lapsed(entry.getValue(), now).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    over.forEach(id -> lapse(ref.tenantId(), id, now));
    behind.stream().filter(id -> !over.contains(id)).forEach(id -> listed.copy(team.get(), id));
    return !over.isEmpty() || !behind.isEmpty();
  }

  private void lapse(TenantId tenant, String id, Instant now) {
    Written written =
        book.change(
            tenant,
            id,
            null,
            team -> {
              SupportAccess access = SupportBook.of(team, id);
              return lapsed(access, now)
                  .map(end -> Step.to(access.asOf(now), new Event(end.by(), "support.ended")))
                  .orElse(Step.to(access));
            });
    listed.copy(written.team(), id);
  }

  /** The end that is not written down yet; empty when there is none. */
  private static Optional<End> lapsed(SupportAccess access, Instant now) {
    return access.open() ? Optional.ofNullable(access.asOf(now).end()) : Optional.empty();
  }
}
