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

/** Gives a member another role. */
public final class ChangeMember {

  private final Endpoint endpoint;
  private final Members members;

  public ChangeMember(Endpoint endpoint, Members members) {
    this.endpoint = endpoint;
    this.members = members;
  }

  @FunctionName("ChangeMember")
  @CalledBy(value = Caller.MEMBER, needs = Permission.MEMBERS_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
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
        call ->
            Reply.json(
                200,
                members.change(
                    call.tenant(), Insider.of(call.visitor()), userId, Members.roleIn(call))));
  }
}
