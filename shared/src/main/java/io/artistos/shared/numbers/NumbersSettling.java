package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.numbers.Tally.Sum;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adds days that are over up, from the marks of fans and the views of instances. Each day is one
 * batch with the note of how far this is, so that a day is added up once, however often this is
 * killed and whoever else does it at the same time. Thread-safe.
 */
public final class NumbersSettling {

  /** Views by so many instances go into one batch, beside an artist's pages (20) and the note. */
  private static final int MOST_VIEWS = 70;

  private static final int MOST_MERGED = 100;

  private final NumbersStore store;
  private final Clock clock;

  public NumbersSettling(Database database, Clock clock) {
    this.store = new NumbersStore(database);
    this.clock = clock;
  }

  /** The sums of one day, by page. */
  private static final class Day {

    private final Map<String, Map<Figure, Sum>> pages = new TreeMap<>();
    private final List<ViewsItem> views = new ArrayList<>();

    Sum sum(String page, Figure figure) {
      return pages
          .computeIfAbsent(page, key -> new EnumMap<>(Figure.class))
          .computeIfAbsent(figure, key -> new Sum());
    }
  }

  /**
   * One read and two queries; a read and a batch for each day on which anything happened.
   *
   * @param to the last day that is surely over
   * @return how many days were added up
   */
  public int settle(TenantId tenant, LocalDate to) {
    LocalDate after =
        store.settled(tenant).map(read -> read.value().through()).orElse(Settled.NEVER);
    if (!after.isBefore(to)) {
      return 0;
    }
    Map<LocalDate, Day> days = new TreeMap<>();
    store.marks(
        tenant,
        after,
        to,
        mark ->
            days.computeIfAbsent(mark.day(), key -> new Day())
                .sum(mark.page(), mark.figure())
                .add(mark.place()));
    views(tenant, after, to)
        .forEach((day, views) -> days.computeIfAbsent(day, key -> new Day()).views.addAll(views));
    int done = 0;
    for (Map.Entry<LocalDate, Day> day : days.entrySet()) {
      if (!write(tenant, after, day.getKey(), day.getValue())) {
        // Somebody else is at it and as far as we are.
        return done;
      }
      after = day.getKey();
      done++;
    }
    return done;
  }

  private boolean write(TenantId tenant, LocalDate after, LocalDate date, Day day) {
    AtomicWrites writes = store.items(tenant).together();
    for (ViewsItem views : day.views) {
      day.sum(views.page(), Figure.VIEWS).add(views.views());
      writes.delete(views.id());
    }
    day.pages.forEach(
        (page, sums) -> {
          Map<String, Tally> figures = new TreeMap<>();
          sums.forEach((figure, sum) -> figures.put(figure.key(), sum.tally()));
          writes.create(DayItem.of(tenant, date, page, figures, clock.instant()));
        });
    Settled next = Settled.through(tenant, date);
    Optional<Versioned<Settled>> read = store.settled(tenant);
    if (!read.map(known -> known.value().through()).orElse(Settled.NEVER).equals(after)) {
      return false;
    }
    read.ifPresentOrElse(
        known -> writes.replace(Settled.ID, next, known.etag()), () -> writes.create(next));
    return writes.commit();
  }

  /** Views by instances, by day, few enough for one batch a day. */
  private Map<LocalDate, List<ViewsItem>> views(TenantId tenant, LocalDate after, LocalDate to) {
    while (true) {
      Map<LocalDate, List<Versioned<ViewsItem>>> days =
          store.views(tenant, after, to).stream()
              .collect(Collectors.groupingBy(read -> read.value().day()));
      Optional<List<Versioned<ViewsItem>>> crowded =
          days.values().stream().filter(day -> day.size() > MOST_VIEWS).findFirst();
      if (crowded.isEmpty()) {
        Map<LocalDate, List<ViewsItem>> all = new TreeMap<>();
        days.forEach((day, read) -> all.put(day, read.stream().map(Versioned::value).toList()));
        return all;
      }
      mergeSome(tenant, crowded.get());
    }
  }

  /** Puts those of the page that most instances showed into one; when others do, they do. */
  private void mergeSome(TenantId tenant, List<Versioned<ViewsItem>> day) {
    List<Versioned<ViewsItem>> page =
        day.stream().collect(Collectors.groupingBy(read -> read.value().page())).values().stream()
            .max(Comparator.comparingInt(List::size))
            .orElseThrow();
    List<Versioned<ViewsItem>> some = page.subList(0, Math.min(page.size(), MOST_MERGED));
    AtomicWrites writes = store.items(tenant).together();
    Sum sum = new Sum();
    some.forEach(read -> sum.add(read.value().views()));
    some.stream().skip(1).forEach(read -> writes.delete(read.value().id()));
    Versioned<ViewsItem> first = some.getFirst();
    writes.replace(first.value().id(), first.value().with(sum.tally()), first.etag()).commit();
  }
}
