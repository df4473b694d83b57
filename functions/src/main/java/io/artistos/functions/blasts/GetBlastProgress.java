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
import io.artistos.shared.blasts.BlastProgress;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** How far a blast is. */
public final class GetBlastProgress {

  private final Endpoint endpoint;
  private final BlastProgress progress;

  public GetBlastProgress(Endpoint endpoint, BlastProgress progress) {
    this.endpoint = endpoint;
    this.progress = progress;
  }

  @FunctionName("GetBlastProgress")
  @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/blasts/{blastId}/progress",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, progress.of(call.tenant(), blastId)));
  }
}
