package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanFilter;
import io.artistos.shared.fans.FanList;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** The fans of the artist account that the header {@code Artist-Account} names by its slug. */
public final class ListFans {

  private final Endpoint endpoint;
  private final FanList list;

  public ListFans(Endpoint endpoint, FanList list) {
    this.endpoint = endpoint;
    this.list = list;
  }

  @FunctionName("ListFans")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/fans",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call ->
            Reply.json(
                200, list.list(call.tenant(), FanFilter.read(call), PageRequest.read(call))));
  }
}
