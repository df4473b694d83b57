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
import io.artistos.shared.blasts.Blasts;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** Throws a draft away. */
public final class DeleteBlast {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final Blasts blasts;

  public DeleteBlast(Endpoint endpoint, ArtistCalls calls, Blasts blasts) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.blasts = blasts;
  }

  @FunctionName("DeleteBlast")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/blasts/{blastId}",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          blasts.delete(calls.tenant(call), blastId, call);
          return Reply.empty(204);
        });
  }
}
