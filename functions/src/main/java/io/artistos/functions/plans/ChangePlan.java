package io.artistos.functions.plans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.plans.PlanChange;
import io.artistos.shared.plans.Plans;
import java.util.Optional;

/** Puts other actions into the plan of a release. */
public final class ChangePlan {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final Plans plans;

  public ChangePlan(Endpoint endpoint, ArtistCalls calls, Plans plans) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.plans = plans;
  }

  @FunctionName("ChangePlan")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/releases/{id}/plan",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call ->
            plans.change(calls.account(call), id, call.ifMatch(), PlanChange.read(call)).reply());
  }
}
