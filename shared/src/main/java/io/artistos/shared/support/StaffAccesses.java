package io.artistos.shared.support;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What each person of the staff asked for, in one item of {@code directory} for each, so that
 * listing it is one read. It names customers by slug, so nothing stays in it longer than 17 days:
 * entries go eight days after the request, when nothing can come of them any more, and the item
 * nine days after its last write. Thread-safe.
 */
final class StaffAccesses {

  /** A request waits for seven days, and what is granted then lasts for one at most. */
  private static final Duration KEPT = Duration.ofDays(8);

  private static final int TTL_SECONDS = (int) Duration.ofDays(9).toSeconds();

  /**
   * As stored in {@code directory}.
   *
   * @param id {@code staff-access:} and the user id
   * @param accesses by id
   * @param ttl seconds from the last write
   */
  @ItemType(Item.TYPE)
  record Item(String id, String type, int schema, Map<String, StaffAccess> accesses, int ttl) {

    static final String TYPE = "staffAccess";

    Item {
      accesses = Map.copyOf(accesses);
    }

    static String idOf(String staff) {
      return "staff-access:" + staff;
    }

    static Item none(String staff) {
      return new Item(idOf(staff), TYPE, 1, Map.of(), TTL_SECONDS);
    }

    Item with(StaffAccess access, Instant now) {
      Map<String, StaffAccess> all = new TreeMap<>(accesses);
      all.put(access.id(), access);
      return new Item(id, type, schema, recent(all, now), TTL_SECONDS);
    }

    private static Map<String, StaffAccess> recent(Map<String, StaffAccess> all, Instant now) {
      Instant since = now.minus(KEPT);
      return all.entrySet().stream()
          .filter(entry -> entry.getValue().requestedAt().isAfter(since))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  private final Database database;
  private final Clock clock;

  StaffAccesses(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The latest first; one read. */
  List<StaffAccess> of(String staff) {
    Instant now = clock.instant();
    return read(staff)
        .map(item -> Item.recent(item.accesses(), now))
        .orElse(Map.of())
        .values()
        .stream()
        .map(access -> access.asOf(now))
        .sorted(Comparator.comparing(StaffAccess::requestedAt).reversed())
        .toList();
  }

  /** One of theirs; one read. */
  Optional<StaffAccess> find(String staff, String id) {
    return read(staff).map(item -> item.accesses().get(id));
  }

  private Optional<Item> read(String staff) {
    return database.directory().read(Item.idOf(staff), Item.class).map(Versioned::value);
  }

  /** Lists a request; two requests. */
  void add(String staff, StaffAccess access) {
    database
        .directory()
        .put(
            Item.idOf(staff),
            Item.class,
            Item.none(staff),
            item -> item.with(access, clock.instant()));
  }

  /** Copies what became of a request, when it is listed; two requests. */
  void copy(TenantId tenant, String id, SupportAccess access) {
    database
        .directory()
        .update(
            Item.idOf(access.staff()),
            Item.class,
            item ->
                Optional.ofNullable(item.accesses().get(id))
                    .map(old -> StaffAccess.of(id, tenant, old.account(), access))
                    .map(copy -> item.with(copy, clock.instant()))
                    .orElse(item));
  }
}
