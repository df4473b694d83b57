package io.artistos.functions.team;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.SecurityRules;
import java.util.Optional;

/** Puts other rules in their place. */
public final class ChangeSecurity {

  private final Endpoint endpoint;
  private final SecurityRules rules;

  public ChangeSecurity(Endpoint endpoint, SecurityRules rules) {
    this.endpoint = endpoint;
    this.rules = rules;
  }

  @FunctionName("ChangeSecurity")
  @CalledBy(value = Caller.MEMBER, needs = Permission.SECURITY_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/security",
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
                200,
                rules.change(call.tenant(), Insider.of(call.visitor()), SecurityRules.read(call))));
  }
}
