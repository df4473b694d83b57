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
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.members.Invitations;
import io.artistos.shared.members.NewInvitation;
import io.artistos.shared.team.Insider;
import java.security.SecureRandom;
import java.util.Optional;

/** Invites somebody to the team, by mail. */
public final class InviteMember {

  private final Endpoint endpoint;
  private final Invitations invitations;
  private final SecureRandom random;

  public InviteMember(Endpoint endpoint, Invitations invitations, SecureRandom random) {
    this.endpoint = endpoint;
    this.invitations = invitations;
    this.random = random;
  }

  @FunctionName("InviteMember")
  @CalledBy(value = Caller.MEMBER, needs = Permission.MEMBERS_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/invitations",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          String id = RequestIds.of(call, call.tenant(), "invitation", random);
          return Reply.json(
              201,
              invitations.invite(
                  call.tenant(),
                  Insider.of(call.visitor()),
                  id,
                  NewInvitation.read(call),
                  call.traceParent()));
        });
  }
}
