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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.support.TenantSupport;
import java.util.Optional;

/** Who of the staff was let into the account, is, or asks to be. */
public final class ListSupportAccess {

  private final Endpoint endpoint;
  private final TenantSupport support;

  public ListSupportAccess(Endpoint endpoint, TenantSupport support) {
    this.endpoint = endpoint;
    this.support = support;
  }

  @FunctionName("ListSupportAccess")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/support-access",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, support.list(call.tenant())));
  }
}
