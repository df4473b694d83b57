package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanExport;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.jobs.Jobs;
import java.util.Optional;

/** How far an export has come, and where its file is. */
public final class ShowFanExport {

  private final Endpoint endpoint;
  private final Jobs jobs;
  private final FanExport export;

  public ShowFanExport(Endpoint endpoint, Jobs jobs, FanExport export) {
    this.endpoint = endpoint;
    this.jobs = jobs;
    this.export = export;
  }

  @FunctionName("ShowFanExport")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_EXPORT)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/fans/exports/{jobId}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("jobId") String jobId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, export.view(jobs.get(call.tenant(), jobId, FanExport.KIND))));
  }
}
