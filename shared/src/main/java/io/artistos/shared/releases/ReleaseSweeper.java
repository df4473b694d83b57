package io.artistos.shared.releases;

import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ends deletions that broke off, and deletes uploads that nobody completed within a day. Two
 * queries over all tenants, and per file a read, a write, a delete and a request to the blob store.
 * Thread-safe.
 */
public final class ReleaseSweeper {

  private static final int MOST = 200;

  private final Database database;
  private final ReleaseEditing editing;
  private final MediaUploads media;
  private final Clock clock;

  public ReleaseSweeper(
      Database database, ReleaseEditing editing, MediaUploads media, Clock clock) {
    this.database = database;
    this.editing = editing;
    this.media = media;
    this.clock = clock;
  }

  /**
   * One page of each: the next sweep goes on.
   *
   * @return how many it has dealt with
   */
  public int sweep() {
    Instant now = clock.instant();
    return each(
            database.sweep().releasesToSweep(now, MOST),
            ref -> editing.finishDeletion(ref.tenantId(), ref.id()))
        + each(
            database.sweep().mediaToSweep(now, MOST), ref -> media.sweep(ref.tenantId(), ref.id()));
  }

  private static int each(List<Ref> found, Consumer<Ref> action) {
    return CrossTenantSweep.each(
        found,
        "deleting",
        ref -> {
          action.accept(ref);
          return true;
        });
  }
}
