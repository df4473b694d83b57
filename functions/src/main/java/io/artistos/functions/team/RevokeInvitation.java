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
import io.artistos.shared.members.Invitations;
import java.util.Optional;

/** Takes an invitation back. */
public final class RevokeInvitation {

  private final Endpoint endpoint;
  private final Invitations invitations;

  public RevokeInvitation(Endpoint endpoint, Invitations invitations) {
    this.endpoint = endpoint;
    this.invitations = invitations;
  }

  @FunctionName("RevokeInvitation")
  @CalledBy(value = Caller.MEMBER, needs = Permission.MEMBERS_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/invitations/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          invitations.revoke(call.tenant(), id);
          return Reply.empty(204);
        });
  }
}
