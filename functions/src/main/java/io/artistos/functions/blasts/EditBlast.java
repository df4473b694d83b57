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
import io.artistos.shared.blasts.Blasts;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Replaces a draft's content. */
public final class EditBlast {

  private final Endpoint endpoint;
  private final Blasts blasts;

  public EditBlast(Endpoint endpoint, Blasts blasts) {
    this.endpoint = endpoint;
    this.blasts = blasts;
  }

  @FunctionName("EditBlast")
  @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/blasts/{blastId}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("blastId") String blastId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> BlastReplies.of(200, blasts.edit(call.tenant(), blastId, call)));
  }
}
