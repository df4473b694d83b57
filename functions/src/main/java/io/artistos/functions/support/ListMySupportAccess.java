package io.artistos.functions.support;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.support.SupportDesk;
import java.util.Optional;

/** What somebody of the staff asked for. */
public final class ListMySupportAccess {

  private final Endpoint endpoint;
  private final SupportDesk desk;

  public ListMySupportAccess(Endpoint endpoint, SupportDesk desk) {
    this.endpoint = endpoint;
    this.desk = desk;
  }

  @FunctionName("ListMySupportAccess")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/staff/access",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this, request, context, Endpoint.Audience.API, call -> Reply.json(200, desk.list(call)));
  }
}
