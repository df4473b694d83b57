package io.artistos.shared.audit;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The only class that reaches {@code activity}: it adds and reads. A test of the architecture holds
 * it to that, so that nothing can rewrite the log. Thread-safe.
 */
final class AuditEvents {

  private static final String ORDER = "c.at DESC";

  private final Database database;

  AuditEvents(Database database) {
    this.database = database;
  }

  /** One request. An event that is there already stays as it is. */
  void add(AuditEvent event) {
    try {
      database
          .tenant(event.tenantId(), Containers.ACTIVITY)
          .in(event.month())
          .create(event.id(), event, "audit event");
    } catch (AlreadyExists e) {
      // By whoever did the same before.
    }
  }

  /** The newest first: one query, and a page is read ahead where there are more. */
  Page<AuditEvent> page(
      TenantId tenant, AuditFilter filter, int size, @Nullable String continuation) {
    return database
        .tenant(tenant, Containers.ACTIVITY)
        .query(filter.where(), ORDER, filter.parameters(), AuditEvent.class, size, continuation);
  }
}
