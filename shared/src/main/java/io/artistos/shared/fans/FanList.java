package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;
import java.util.Map;

/** An artist's fans, the latest sign-up first. Thread-safe. */
public final class FanList {

  private static final String QUERY = "fans by sign-up, latest first";

  private final Database database;
  private final SealedCursors cursors;

  public FanList(Database database, SealedCursors cursors) {
    this.database = database;
    this.cursors = cursors;
  }

  /**
   * Two queries, however long the list is: the SDK reads one page ahead. A plan more the first
   * time.
   *
   * @throws InvalidInput when the cursor is not ours or was made for another tenant
   */
  public Slice<FanView> list(TenantId tenant, PageRequest request) {
    String continuation = request.continuation(cursors, tenant, QUERY);
    Page<Fan> page =
        database
            .tenant(tenant, Containers.FANS)
            .query(
                "c.type = 'fan'",
                "c.signup.at DESC",
                Map.of(),
                Fan.class,
                request.size(),
                continuation);
    String next =
        page.continuation() == null ? null : cursors.seal(tenant, QUERY, page.continuation());
    return new Slice<>(page.items().stream().map(FanView::of).toList(), next);
  }
}
