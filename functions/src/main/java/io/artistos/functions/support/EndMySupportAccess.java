package io.artistos.functions.support;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.support.SupportDesk;
import java.util.Optional;

/** Somebody of the staff ends an access of theirs. */
public final class EndMySupportAccess {

  private final Endpoint endpoint;
  private final SupportDesk desk;

  public EndMySupportAccess(Endpoint endpoint, SupportDesk desk) {
    this.endpoint = endpoint;
    this.desk = desk;
  }

  @FunctionName("EndMySupportAccess")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/staff/access/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          desk.end(call, id);
          return Reply.empty(204);
        });
  }
}
