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
import io.artistos.shared.members.Members;
import io.artistos.shared.team.Insider;
import java.util.Optional;

/** Takes a member off the team. */
public final class RemoveMember {

  private final Endpoint endpoint;
  private final Members members;

  public RemoveMember(Endpoint endpoint, Members members) {
    this.endpoint = endpoint;
    this.members = members;
  }

  @FunctionName("RemoveMember")
  @CalledBy(value = Caller.MEMBER, needs = Permission.MEMBERS_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/members/{userId}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("userId") String userId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          members.remove(call.tenant(), Insider.of(call.visitor()), userId);
          return Reply.empty(204);
        });
  }
}
