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

/**
 * Writes down that accesses are over whose time is: they open nothing any more from that moment,
 * but the tenant's log is to have it. Thread-safe.
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
   * a batch, two requests for the event and two for its copy.
   *
   * @return in how many teams there was one
   */
  public int sweep() {
    return CrossTenantSweep.each(
        database.sweep().supportOverBy(clock.instant(), MOST),
        "ending support access",
        this::lapse);
  }

  private boolean lapse(Ref ref) {
    Instant now = clock.instant();
    List<String> over =
        teams.find(ref.tenantId()).map(Team::support).orElse(Map.of()).entrySet().stream()
            .filter(entry -> lapsed(entry.getValue(), now).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    over.forEach(id -> lapse(ref.tenantId(), id, now));
    return !over.isEmpty();
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
    if (written.changed()) {
      listed.copy(tenant, id, written.access());
    }
  }

  /** The end that is not written down yet; empty when there is none. */
  private static Optional<End> lapsed(SupportAccess access, Instant now) {
    return access.open() ? Optional.ofNullable(access.asOf(now).end()) : Optional.empty();
  }
}
