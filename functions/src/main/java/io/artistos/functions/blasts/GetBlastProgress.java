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
import io.artistos.shared.blasts.BlastProgress;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** How far a blast is. */
public final class GetBlastProgress {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final BlastProgress progress;

  public GetBlastProgress(Endpoint endpoint, ArtistCalls calls, BlastProgress progress) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.progress = progress;
  }

  @FunctionName("GetBlastProgress")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/blasts/{blastId}/progress",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, progress.of(calls.tenant(call), blastId)));
  }
}
