package io.artistos.functions.blasts;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.blasts.BlastSending;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** Goes on with a paused blast. */
public final class ResumeBlast {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final BlastSending sending;

  public ResumeBlast(Endpoint endpoint, ArtistCalls calls, BlastSending sending) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.sending = sending;
  }

  @FunctionName("ResumeBlast")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/blasts/{blastId}/resume",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> BlastReplies.of(202, sending.resume(calls.tenant(call), blastId)));
  }
}
