package io.artistos.functions.audit;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.audit.AuditFilter;
import io.artistos.shared.audit.AuditList;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** What happened to the platform, the newest first. Reading it is an audit event, too. */
public final class ListPlatformAuditEvents {

  private final Endpoint endpoint;
  private final AuditList list;

  public ListPlatformAuditEvents(Endpoint endpoint, AuditList list) {
    this.endpoint = endpoint;
    this.list = list;
  }

  @FunctionName("ListPlatformAuditEvents")
  @CalledBy(value = Caller.STAFF, recorded = true)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/staff/audit",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call ->
            Reply.json(
                200, list.list(AuditLog.PLATFORM, AuditFilter.read(call), PageRequest.read(call))));
  }
}
