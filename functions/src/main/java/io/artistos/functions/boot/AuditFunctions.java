package io.artistos.functions.boot;

import io.artistos.functions.audit.ExportAuditEvents;
import io.artistos.functions.audit.ListAuditEvents;
import io.artistos.functions.audit.SweepAudit;
import io.artistos.shared.audit.AuditExport;
import io.artistos.shared.audit.AuditList;
import java.util.stream.Stream;

/** The audit log: reading it, and ending what broke off. */
final class AuditFunctions {

  private AuditFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    return Stream.of(
        new ListAuditEvents(endpoint, new AuditList(platform.database(), platform.cursors())),
        new ExportAuditEvents(endpoint, new AuditExport(platform.database(), platform.clock())),
        new SweepAudit(platform.auditLog()));
  }
}
