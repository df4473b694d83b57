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
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.operations.Operations;
import io.artistos.shared.plans.PlanRequests;
import java.util.Optional;

/**
 * Asks for a plan, or for another one in place of the one that is there; answers before it is made.
 */
public final class RequestPlan {

  private final Endpoint endpoint;
  private final Accounts accounts;
  private final PlanRequests requests;

  public RequestPlan(Endpoint endpoint, Accounts accounts, PlanRequests requests) {
    this.endpoint = endpoint;
    this.accounts = accounts;
    this.requests = requests;
  }

  @FunctionName("RequestPlan")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PLANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
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
        call -> Operations.accepted(requests.request(accounts.open(call.tenant()), id, call)));
  }
}
