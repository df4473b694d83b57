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
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.imports.FanImports;
import java.util.Optional;

/** Writes the fans of a list that was checked. */
public final class RunFanImport {

  private final Endpoint endpoint;
  private final FanImports imports;

  public RunFanImport(Endpoint endpoint, FanImports imports) {
    this.endpoint = endpoint;
    this.imports = imports;
  }

  @FunctionName("RunFanImport")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/fans/imports/{jobId}/run",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("jobId") String jobId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(202, imports.run(call.tenant(), jobId, call.traceParent())));
  }
}
