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
import io.artistos.shared.members.Joining;
import java.util.Optional;

/** Somebody who is signed in with the address that was invited joins the team. */
public final class AcceptInvitation {

  private final Endpoint endpoint;
  private final Joining joining;

  public AcceptInvitation(Endpoint endpoint, Joining joining) {
    this.endpoint = endpoint;
    this.joining = joining;
  }

  @FunctionName("AcceptInvitation")
  @CalledBy(Caller.PERSON)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/invitations/accept",
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
                200, joining.accept(call.visitor().session().orElseThrow(), joining.read(call))));
  }
}
