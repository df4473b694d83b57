package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanExport;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Has fans written to a file, in the background. */
public final class ExportFans {

  private final Endpoint endpoint;
  private final FanJobs jobs;

  public ExportFans(Endpoint endpoint, FanJobs jobs) {
    this.endpoint = endpoint;
    this.jobs = jobs;
  }

  @FunctionName("ExportFans")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_EXPORT)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/fans/exports",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> jobs.begin(call, FanExport.KIND, FanExport.read(call), "/api/fans/exports/"));
  }
}
