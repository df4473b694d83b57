package io.artistos.functions.operations;

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
import io.artistos.shared.operations.Operations;
import java.util.Optional;

/** How far something is that was asked for and goes on in the background. */
public final class GetOperation {

  private final Endpoint endpoint;
  private final Operations operations;

  public GetOperation(Endpoint endpoint, Operations operations) {
    this.endpoint = endpoint;
    this.operations = operations;
  }

  @FunctionName("GetOperation")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/operations/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, operations.view(call.tenant(), id)));
  }
}
