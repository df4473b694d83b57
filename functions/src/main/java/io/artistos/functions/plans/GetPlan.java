package io.artistos.functions.plans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.plans.Plans;
import java.util.Optional;

/** The plan of a release. */
public final class GetPlan {

  private final Endpoint endpoint;
  private final Plans plans;

  public GetPlan(Endpoint endpoint, Plans plans) {
    this.endpoint = endpoint;
    this.plans = plans;
  }

  @FunctionName("GetPlan")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/releases/{id}/plan",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> plans.view(call.tenant(), id).reply());
  }
}
