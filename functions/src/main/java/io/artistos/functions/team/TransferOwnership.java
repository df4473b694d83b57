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

/** An owner makes another member owner in their place. */
public final class TransferOwnership {

  private final Endpoint endpoint;
  private final Members members;

  public TransferOwnership(Endpoint endpoint, Members members) {
    this.endpoint = endpoint;
    this.members = members;
  }

  @FunctionName("TransferOwnership")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_DELETE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/account/owner",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          String heir = Members.userIn(call);
          return Reply.json(200, members.transfer(call.tenant(), Insider.of(call.visitor()), heir))
              .about("members", heir);
        });
  }
}
