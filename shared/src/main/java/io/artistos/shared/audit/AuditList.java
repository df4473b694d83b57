package io.artistos.shared.audit;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;

/** An artist account's audit log, the newest event first. Thread-safe. */
public final class AuditList {

  private static final String QUERY = "audit events, newest first: ";

  private final AuditEvents events;
  private final SealedCursors cursors;

  public AuditList(Database database, SealedCursors cursors) {
    this.events = new AuditEvents(database);
    this.cursors = cursors;
  }

  /**
   * Two queries, however long the log is: the SDK reads one page ahead. A plan more the first time.
   *
   * @throws InvalidInput when the cursor is not ours or was made for another tenant or filter
   */
  public Slice<AuditEventView> list(TenantId tenant, AuditFilter filter, PageRequest request) {
    String query = QUERY + filter.parameters();
    Page<AuditEvent> page =
        events.page(tenant, filter, request.size(), request.continuation(cursors, tenant, query));
    String next =
        page.continuation() == null ? null : cursors.seal(tenant, query, page.continuation());
    return new Slice<>(page.items().stream().map(AuditEventView::of).toList(), next);
  }
}
