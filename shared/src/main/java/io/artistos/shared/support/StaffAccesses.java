package io.artistos.shared.support;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.team.CopyDue;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
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

  /** A team that keeps changing is left to the sweeper. */
  private static final int TRIES = 5;

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
  private final Teams teams;
  private final Clock clock;

  StaffAccesses(Database database, Teams teams, Clock clock) {
    this.database = database;
    this.teams = teams;
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

  /**
   * Has the list show what the team says of an access that it was behind with: two requests, and
   * two more to take it off the team's list of those, unless it has changed again; then it begins
   * anew. Doing it twice is doing it once. Nothing when the list is not behind.
   *
   * @param read as it was just read or written
   */
  void copy(Team read, String id) {
    CopyDue due = read.uncopied().get(id);
    Team team = read;
    for (int i = 0; due != null && i < TRIES; i++) {
      SupportAccess access = team.support().get(id);
      if (access == null) {
        return;
      }
      if (due.account() == null) {
        change(team.tenantId(), id, access);
      } else {
        add(StaffAccess.of(id, team.tenantId(), due.account(), access), access.staff());
      }
      team =
          teams.change(
              team.tenantId(), now -> access.equals(now.support().get(id)) ? now.copied(id) : now);
      if (access.equals(team.support().get(id))) {
        return;
      }
    }
  }

  private void add(StaffAccess access, String staff) {
    database
        .directory()
        .put(
            Item.idOf(staff),
            Item.class,
            Item.none(staff),
            item -> item.with(access, clock.instant()));
  }

  /** When it is listed: what was asked for eight days ago is not. */
  private void change(TenantId tenant, String id, SupportAccess access) {
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
