package io.artistos.shared.support;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the staff does. Calls are counted in memory and written in portions: a read and a
 * write for a person and an instance at most once a minute, none for the calls between. So an
 * instance knows what it saw itself at once, and what others saw within a minute: {@code n}
 * instances together may let pass, of the calls of one minute, what the {@code n - 1} others were
 * given. Requests are written at once. Thread-safe.
 */
final class StaffProfiles {

  private final Database database;
  private final Clock clock;

  /** By user id; people of the staff are few. */
  private final Map<String, Counted> counted = new ConcurrentHashMap<>();

  StaffProfiles(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Counts a request; two requests to Cosmos. */
  StaffProfile requested(String staff, TenantId tenant) {
    Instant now = clock.instant();
    return count(staff, StaffProfile.request(staff, tenant, now), true, now);
  }

  /** Counts a call; two requests to Cosmos, at most once a minute. */
  StaffProfile used(String staff, TenantId tenant, String access) {
    Instant now = clock.instant();
    return count(staff, StaffProfile.use(staff, tenant, access, now), false, now);
  }

  /** Counts what a call hands out; no request: the person's next call writes it. */
  StaffProfile read(String staff, String access, int things) {
    Instant now = clock.instant();
    Counted mine = counted.computeIfAbsent(staff, Counted::new);
    mine.add(StaffProfile.reading(staff, access, things, now), now);
    return mine.known(now);
  }

  /** What cannot be written is counted all the same, and the failure is the caller's. */
  private StaffProfile count(String staff, StaffProfile more, boolean atOnce, Instant now) {
    Counted mine = counted.computeIfAbsent(staff, Counted::new);
    if (mine.add(more, atOnce, now)) {
      try {
        mine.written(write(staff, mine.portion(), now));
      } catch (RuntimeException e) {
        mine.failed(now);
        throw e;
      }
    }
    return mine.known(now);
  }

  private StaffProfile write(String staff, StaffProfile portion, Instant now) {
    return database
        .directory()
        .put(
            StaffProfile.idOf(staff),
            StaffProfile.class,
            StaffProfile.none(staff),
            stored -> stored.plus(portion, now));
  }
}
