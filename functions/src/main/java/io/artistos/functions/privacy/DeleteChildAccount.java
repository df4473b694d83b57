package io.artistos.functions.privacy;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.audit.Traces;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.privacy.ChildAccounts;
import java.util.Map;
import java.util.Optional;

/** Staff deletes an account that turned out to be a child's, at once and for good. */
public final class DeleteChildAccount {

  private final Endpoint endpoint;
  private final ChildAccounts children;

  public DeleteChildAccount(Endpoint endpoint, ChildAccounts children) {
    this.endpoint = endpoint;
    this.children = children;
  }

  @FunctionName("DeleteChildAccount")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/staff/accounts/{slug}/child",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("slug") String slug,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call ->
            Reply.json(
                202,
                Map.of(
                    "tenant",
                    children.delete(
                        slug,
                        ChildAccounts.child(call),
                        call.visitor().actor(),
                        Traces.id(call.traceParent())))));
  }
}
