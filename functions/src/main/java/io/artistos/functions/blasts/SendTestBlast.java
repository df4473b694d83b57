package io.artistos.functions.blasts;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.blasts.TrialMail;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Sends a blast to one address, to see how it looks. */
public final class SendTestBlast {

  private final Endpoint endpoint;
  private final TrialMail trial;

  public SendTestBlast(Endpoint endpoint, TrialMail trial) {
    this.endpoint = endpoint;
    this.trial = trial;
  }

  @FunctionName("SendTestBlast")
  @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_SEND)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/blasts/{blastId}/test",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          trial.send(call.tenant(), blastId, call);
          return Reply.empty(204);
        });
  }
}
