package io.artistos.functions.blasts;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.blasts.Blasts;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** The blasts of an artist, the latest first. */
public final class ListBlasts {

  private final Endpoint endpoint;
  private final Blasts blasts;

  public ListBlasts(Endpoint endpoint, Blasts blasts) {
    this.endpoint = endpoint;
    this.blasts = blasts;
  }

  @FunctionName("ListBlasts")
  @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/blasts",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, blasts.list(call.tenant(), PageRequest.read(call))));
  }
}
