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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.support.TenantSupport;
import java.util.Optional;

/** Ends an access of the staff, at once. */
public final class EndSupportAccess {

  private final Endpoint endpoint;
  private final TenantSupport support;

  public EndSupportAccess(Endpoint endpoint, TenantSupport support) {
    this.endpoint = endpoint;
    this.support = support;
  }

  @FunctionName("EndSupportAccess")
  @CalledBy(value = Caller.MEMBER, needs = Permission.SECURITY_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/support-access/{id}",
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
          support.end(call, id);
          return Reply.empty(204);
        });
  }
}
