package io.artistos.functions.team;

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
import io.artistos.shared.members.Roles;
import io.artistos.shared.team.Insider;
import java.util.Optional;

/** Makes a role of the customer's own, or changes it. */
public final class PutRole {

  private final Endpoint endpoint;
  private final Roles roles;

  public PutRole(Endpoint endpoint, Roles roles) {
    this.endpoint = endpoint;
    this.roles = roles;
  }

  @FunctionName("PutRole")
  @CalledBy(value = Caller.MEMBER, needs = Permission.MEMBERS_MANAGE, feature = "custom-roles")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/roles/{name}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("name") String name,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call ->
            Reply.json(
                    200,
                    roles.put(
                        call.tenant(), Insider.of(call.visitor()), name, Roles.permissionsIn(call)))
                .about("roles", name));
  }
}
