package io.artistos.functions.boot;

import io.artistos.functions.audit.ExportAuditEvents;
import io.artistos.functions.audit.ExportPlatformAuditEvents;
import io.artistos.functions.audit.ListAuditEvents;
import io.artistos.functions.audit.ListPlatformAuditEvents;
import io.artistos.functions.audit.SweepAudit;
import io.artistos.shared.audit.AuditExport;
import io.artistos.shared.audit.AuditList;
import java.util.stream.Stream;

/** The audit log: reading it, and ending what broke off. */
final class AuditFunctions {

  private AuditFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    AuditList list = new AuditList(platform.database(), platform.cursors());
    AuditExport export = new AuditExport(platform.database(), platform.cursors(), platform.clock());
    return Stream.of(
        new ListAuditEvents(endpoint, list),
        new ExportAuditEvents(endpoint, export),
        new ListPlatformAuditEvents(endpoint, list),
        new ExportPlatformAuditEvents(endpoint, export),
        new SweepAudit(platform.auditLog()));
  }
}
