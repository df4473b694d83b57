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
import io.artistos.shared.plans.PlanChange;
import io.artistos.shared.plans.Plans;
import java.util.Optional;

/** Puts other actions into the plan of a release. */
public final class ChangePlan {

  private final Endpoint endpoint;
  private final Accounts accounts;
  private final Plans plans;

  public ChangePlan(Endpoint endpoint, Accounts accounts, Plans plans) {
    this.endpoint = endpoint;
    this.accounts = accounts;
    this.plans = plans;
  }

  @FunctionName("ChangePlan")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PLANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
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
        call ->
            plans
                .change(accounts.open(call.tenant()), id, call.ifMatch(), PlanChange.read(call))
                .reply());
  }
}
