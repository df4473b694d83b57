package io.artistos.shared.performance;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Reads series out of what was pulled and uploaded. Thread-safe. */
public final class PerformanceSeries {

  /** Two sources, at most 401 days. */
  private static final int PAGE = 1_000;

  private static final String MEMBERS = "c.day, c.source, c.figures, c.at";
  private static final String DAYS = " AND c.day >= @from AND c.day <= @to";

  private final Database database;
  private final Clock clock;

  public PerformanceSeries(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** One query, of a page as a rule. */
  public Series read(TenantId tenant, SeriesRequest request) {
    // The day before too: the first change needs it.
    String from = request.from().minusDays(1).toString();
    String to = request.to().toString();
    List<Series.Row> rows =
        request
            .song()
            .map(
                song ->
                    rows(
                        tenant,
                        "c.type = 'songDay' AND c.song = @song" + DAYS,
                        Map.of("@song", song, "@from", from, "@to", to)))
            .orElseGet(
                () ->
                    rows(
                        tenant,
                        "c.type IN ('audienceDay', 'spotifyDay')" + DAYS,
                        Map.of("@from", from, "@to", to)));
    return Series.of(request, rows, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  private List<Series.Row> rows(TenantId tenant, String where, Map<String, Object> parameters) {
    TenantItems items = database.tenant(tenant, Containers.PERFORMANCE);
    return Page.all(
        next -> items.select(MEMBERS, where, "c.day", parameters, Series.Row.class, PAGE, next));
  }
}
