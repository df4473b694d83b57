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
import io.artistos.shared.blasts.BlastSending;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Stops a blast for good. */
public final class CancelBlast {

  private final Endpoint endpoint;
  private final BlastSending sending;

  public CancelBlast(Endpoint endpoint, BlastSending sending) {
    this.endpoint = endpoint;
    this.sending = sending;
  }

  @FunctionName("CancelBlast")
  @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_SEND)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/blasts/{blastId}/cancel",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> BlastReplies.of(200, sending.cancel(call.tenant(), blastId)));
  }
}
