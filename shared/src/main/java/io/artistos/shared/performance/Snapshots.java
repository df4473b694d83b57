package io.artistos.shared.performance;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;
import java.util.Map;

/** The snapshots that the nightly pull makes: one for each tenant and day. Thread-safe. */
public final class Snapshots {

  private static final int BATCH = 100;

  private final Database database;

  public Snapshots(Database database) {
    this.database = database;
  }

  /** One request; the first snapshot of a day stays, false for any other. */
  public boolean add(DayFigures snapshot) {
    try {
      items(snapshot.tenantId()).create(snapshot.id(), snapshot, "snapshot");
      return true;
    } catch (AlreadyExists e) {
      return false;
    }
  }

  /** One request. */
  public void remove(DayFigures snapshot) {
    items(snapshot.tenantId()).delete(snapshot.id());
  }

  /** Deletes them all, 100 with a request; what the artist uploaded stays. */
  public void deleteAll(TenantId tenant) {
    TenantItems items = items(tenant);
    while (true) {
      List<Id> ids =
          items
              .select(
                  "c.id",
                  "c.type = @type",
                  "c.day",
                  Map.of("@type", DayFigures.SPOTIFY_DAY),
                  Id.class,
                  BATCH,
                  null)
              .items();
      if (ids.isEmpty()) {
        return;
      }
      var batch = items.together();
      ids.forEach(id -> batch.delete(id.id()));
      // False when another call deletes too: the next look tells what is left.
      batch.commit();
    }
  }

  record Id(String id) {}

  private TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.PERFORMANCE);
  }
}
