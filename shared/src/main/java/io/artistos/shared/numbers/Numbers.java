package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.numbers.NumbersStore.Row;
import io.artistos.shared.numbers.Tally.Sum;
import io.artistos.shared.tenancy.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads numbers: days that are added up as they are stored, the days since out of the fans' marks
 * and the instances' views. Thread-safe.
 */
public final class Numbers {

  private final NumbersStore store;

  public Numbers(Database database) {
    this.store = new NumbersStore(database);
  }

  /**
   * One read and one query. For days that are not added up yet a read more, and a query: of views
   * one for 1,000 instances and pages, of everything else one for 1,000 fans who did something
   * since.
   */
  public NumbersView read(TenantId tenant, NumbersRequest request) {
    LocalDate before = request.from().minusDays(1);
    LocalDate settled = settled(tenant);
    List<Row> rows = new ArrayList<>();
    if (settled.isBefore(request.to())) {
      List<Row> live = live(tenant, request, settled.isBefore(before) ? before : settled);
      // Days that were added up meanwhile are taken from there, and not twice.
      LocalDate by = settled(tenant);
      live.stream().filter(row -> row.day().isAfter(by)).forEach(rows::add);
      settled = by;
    }
    LocalDate last = settled.isBefore(request.to()) ? settled : request.to();
    if (last.isAfter(before)) {
      rows.addAll(store.days(tenant, request.figure(), before, last));
    }
    return NumbersView.of(request, counts(request, rows));
  }

  private LocalDate settled(TenantId tenant) {
    return store.settled(tenant).map(Versioned::value).map(Settled::through).orElse(Settled.NEVER);
  }

  private List<Row> live(TenantId tenant, NumbersRequest request, LocalDate after) {
    List<Row> rows = new ArrayList<>();
    if (request.figure() == Figure.VIEWS) {
      store
          .views(tenant, after, request.to())
          .forEach(
              read ->
                  rows.add(new Row(read.value().day(), read.value().page(), read.value().views())));
      return rows;
    }
    Map<LocalDate, Map<String, Sum>> days = new HashMap<>();
    store.marks(
        tenant,
        after,
        request.to(),
        mark -> {
          if (mark.figure() == request.figure()) {
            days.computeIfAbsent(mark.day(), key -> new HashMap<>())
                .computeIfAbsent(mark.page(), key -> new Sum())
                .add(mark.place());
          }
        });
    days.forEach(
        (day, pages) -> pages.forEach((page, sum) -> rows.add(new Row(day, page, sum.tally()))));
    return rows;
  }

  private static Map<String, Long> counts(NumbersRequest request, List<Row> rows) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : rows) {
      Tally tally = row.tally();
      if (tally != null && request.page().filter(page -> !page.equals(row.page())).isEmpty()) {
        parts(request, row, tally).forEach((key, n) -> counts.merge(key, n, Long::sum));
      }
    }
    return counts;
  }

  private static Map<String, Long> parts(NumbersRequest request, Row row, Tally tally) {
    return switch (request.by()) {
      case DAY -> Map.of(row.day().toString(), tally.total());
      case PAGE -> Map.of(row.page(), tally.total());
      case COUNTRY -> tally.countries();
      case CITY -> tally.cities();
      case SOURCE -> tally.sources();
    };
  }
}
