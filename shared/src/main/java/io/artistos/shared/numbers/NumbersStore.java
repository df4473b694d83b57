package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.tenancy.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what numbers are made of. Thread-safe. */
final class NumbersStore {

  private static final int PAGE = 1_000;
  private static final String DAYS = " AND c.day > @after AND c.day <= @to";

  private final Database database;

  NumbersStore(Database database) {
    this.database = database;
  }

  TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.PERFORMANCE);
  }

  /** One request. */
  Optional<Versioned<Settled>> settled(TenantId tenant) {
    return items(tenant).read(Settled.ID, Settled.class);
  }

  /**
   * Views by instances of days after {@code after}, up to {@code to}; one query for 1,000 items.
   */
  List<Versioned<ViewsItem>> views(TenantId tenant, LocalDate after, LocalDate to) {
    return Page.all(
        next ->
            items(tenant)
                .versions(
                    "c.type = 'pageViews'" + DAYS,
                    "c.day",
                    days(after, to),
                    ViewsItem.class,
                    PAGE,
                    next));
  }

  /** What is stored about a day, without the rest of its item. */
  record Row(LocalDate day, String page, @Nullable Tally tally) {}

  /** One figure of days that are added up; one query for 1,000 days and pages. */
  List<Row> days(TenantId tenant, Figure figure, LocalDate after, LocalDate to) {
    String members = "c.day, c.page, c.figures." + figure.key() + " AS tally";
    return Page.all(
        next ->
            items(tenant)
                .select(
                    members,
                    "c.type = 'pageNumbers'" + DAYS,
                    "c.day",
                    days(after, to),
                    Row.class,
                    PAGE,
                    next));
  }

  private static Map<String, Object> days(LocalDate after, LocalDate to) {
    return Map.of("@after", after.toString(), "@to", to.toString());
  }

  private record Marked(Marks marks) {}

  /**
   * All marks of fans for those days, one after the other, however many there are; one query for
   * 1,000 fans. In the order of ids, which never change: nobody is seen twice.
   */
  void marks(TenantId tenant, LocalDate after, LocalDate to, Consumer<Marks.Mark> each) {
    TenantItems fans = database.tenant(tenant, Containers.FANS);
    String continuation = null;
    do {
      Page<Marked> page =
          fans.select(
              "c.marks",
              "c.marks.newest > @after",
              "c.id",
              Map.of("@after", after.toString()),
              Marked.class,
              PAGE,
              continuation);
      for (Marked fan : page.items()) {
        for (Marks.Mark mark : fan.marks().all()) {
          if (mark.day().isAfter(after) && !mark.day().isAfter(to)) {
            each.accept(mark);
          }
        }
      }
      continuation = page.continuation();
    } while (continuation != null);
  }
}
