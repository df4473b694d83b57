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
import io.artistos.shared.plans.Plans;
import java.util.Optional;

/** From now on the actions of the plan are mailed on their days. */
public final class ApprovePlan {

  private final Endpoint endpoint;
  private final Accounts accounts;
  private final Plans plans;

  public ApprovePlan(Endpoint endpoint, Accounts accounts, Plans plans) {
    this.endpoint = endpoint;
    this.accounts = accounts;
    this.plans = plans;
  }

  @FunctionName("ApprovePlan")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PLANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/releases/{id}/plan/approve",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> plans.approve(accounts.open(call.tenant()), id, call.ifMatch()).reply());
  }
}
