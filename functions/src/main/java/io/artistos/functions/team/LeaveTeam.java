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
import io.artistos.shared.members.Members;
import io.artistos.shared.team.Insider;
import java.util.Optional;

/** A member leaves the team by themselves; its route is none that a user id could be taken for. */
public final class LeaveTeam {

  private final Endpoint endpoint;
  private final Members members;

  public LeaveTeam(Endpoint endpoint, Members members) {
    this.endpoint = endpoint;
    this.members = members;
  }

  @FunctionName("LeaveTeam")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/membership",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          members.leave(call.tenant(), Insider.of(call.visitor()));
          return Reply.empty(204);
        });
  }
}
