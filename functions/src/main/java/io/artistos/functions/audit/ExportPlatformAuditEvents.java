package io.artistos.functions.audit;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.audit.AuditExport;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** The platform's audit log as a file. Getting it is an audit event, too. */
public final class ExportPlatformAuditEvents {

  private final Endpoint endpoint;
  private final AuditExport export;

  public ExportPlatformAuditEvents(Endpoint endpoint, AuditExport export) {
    this.endpoint = endpoint;
    this.export = export;
  }

  @FunctionName("ExportPlatformAuditEvents")
  @CalledBy(value = Caller.STAFF, recorded = true)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/staff/audit/export",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> export.file(AuditLog.PLATFORM, call));
  }
}
